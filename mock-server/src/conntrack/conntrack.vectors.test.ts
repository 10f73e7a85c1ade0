import { describe, expect, test } from 'vitest';

import { parseConntrackConfig } from './config/parse-conntrack-config.ts';
import { Conntrack } from './conntrack.ts';
import { printCounters } from './counters.ts';
import { productionConfig } from './config/production-config.ts';
import type { Scenario } from './testing/scenarios.ts';
import { readScenarios } from './testing/scenarios.ts';

const NAMED = readScenarios('scenarios-named.jsonl');
const RANDOM = readScenarios('scenarios-random.jsonl');

function configOf({ config }: Scenario) {
  const parsed = parseConntrackConfig(config);
  if (!parsed.ok) {
    throw parsed.error;
  }
  return parsed.value;
}

describe('Conntrack, against what flowlogs-pipeline was recorded to do', () => {
  test('has all recordings at hand', () => {
    expect([NAMED.length, RANDOM.length]).toEqual([34, 150]);
  });

  test.each([...NAMED, ...RANDOM].map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (_name, scenario) => {
      const tracker = new Conntrack(configOf(scenario), { numbers: scenario.numbers });

      const records = scenario.steps.map(({ at, flows }) => tracker.push(flows, at));

      expect(records).toStrictEqual(scenario.expected);
      expect(printCounters(tracker.counters())).toEqual(scenario.counters);
    },
  );
});

describe('productionConfig', () => {
  test("is the operator's configuration of the recordings", () => {
    const recorded = RANDOM.find(({ name }) => name === 'random-11-0');
    const built = productionConfig({
      logTypes: 'All',
      heartbeatMs: 30_000,
      endTimeoutMs: 10_000,
      terminatingTimeoutMs: 5_000,
      features: ['FlowRTT', 'DNSTracking', 'PacketDrop'],
    });

    expect(recorded && configOf(recorded)).toEqual(built);
  });
});
