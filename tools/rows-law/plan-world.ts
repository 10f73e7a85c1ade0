import { expect } from 'vitest';

import type { NetObservBackend } from '#model/backend/profile.ts';
import { backendOf } from '#model/backend/profile.ts';
import type { ReadPlan } from '#model/backend/read-plan.ts';
import { printPart } from '#model/backend/read-plan.ts';
import { RECORD_TYPES } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { Result } from '#model/lib/result.ts';
import { bundledFrontend } from '../../mock-server/src/bundled-frontend.ts';
import { settingsOfCluster } from '../../mock-server/src/frontend/settings-of-cluster.ts';
import { logQueryOf } from '../../mock-server/src/netobserv/grammar/log-query-of.ts';
import { LokiFields } from '../../mock-server/src/netobserv/grammar/loki-fields.ts';
import type { Condition } from '../../mock-server/src/netobserv/grammar/parse-filters.ts';
import { parseFilters } from '../../mock-server/src/netobserv/grammar/parse-filters.ts';
import { matcherOf, readLogQuery } from '../../mock-server/src/netobserv/loki/log-answer.ts';
import type { LogEntry } from '../../mock-server/src/netobserv/loki/log-entry.ts';
import { LogStore } from '../../mock-server/src/netobserv/loki/log-store.ts';
import { operatorFields } from '../../mock-server/src/netobserv/operator-fields.ts';

const CLUSTER = settingsOfCluster(bundledFrontend(), {
  isTracking: true,
  recordedFeatures: ['multiCluster', 'zones'],
  agentFeatures: [],
});
/** What NetObserv's backend says of itself: which fields are labels of its Loki, and which there are. */
export const DECLARED = { lokiLabels: [...CLUSTER.lokiLabels], fields: [...operatorFields(CLUSTER.fields)] };

/** The fields that it declares. */
export const FIELDS = DECLARED.fields.map(({ name }) => name);

/** Records in a Loki, and what finds them there. */
export type PlanWorld = {
  readonly backend: NetObservBackend;
  readonly fields: LokiFields;
  readonly store: LogStore;
  /** As they are stored. */
  readonly records: readonly TrafficRecord[];
  readonly entryOf: ReadonlyMap<TrafficRecord, LogEntry>;
};

/** Records as NetObserv's backend stores them, and as it finds them. */
export function worldOf(records: readonly TrafficRecord[]): PlanWorld {
  const backend = backendOf({ recordTypes: [...RECORD_TYPES], ...DECLARED });
  if (backend.kind === 'own') {
    throw new Error('this one announces no capabilities');
  }
  const store = new LogStore(DECLARED.lokiLabels);
  store.push(records);
  const entries = store.between(-Infinity, Infinity);
  return {
    backend,
    fields: new LokiFields(DECLARED.lokiLabels, DECLARED.fields),
    store,
    records: entries.map(({ record }) => record),
    entryOf: new Map(entries.map((entry) => [entry.record, entry])),
  };
}

function accepted<T, E>(result: Result<T, E>): T {
  if (!result.ok) {
    throw new Error(`refused: ${String(result.error)}`);
  }
  return result.value;
}

/** What finds records by a part as it is printed; throws where the backend, or the Loki behind it, refuses it. */
function findsBy(text: string, { fields, store }: PlanWorld): (entry: LogEntry) => boolean {
  const finds = (['allConnections', 'flowLog'] as const).map((recordType) => {
    const [group = [], ...others] = accepted(parseFilters(encodeURIComponent(text)));
    expect(others).toEqual([]);
    const query = accepted(logQueryOf(group, { recordType, packetLoss: 'all' }, fields));
    return matcherOf({ store, nowMs: 0 }, accepted(readLogQuery(query)));
  });
  return (entry) => finds.some((isFound) => isFound(entry));
}

/** The records among some that no part of a plan finds. */
export function missed(
  plan: ReadPlan,
  records: readonly TrafficRecord[],
  world: PlanWorld,
): readonly TrafficRecord[] {
  const finds = plan.parts.map((part) => findsBy(printPart(part), world));
  return records.filter((record) => {
    const entry = world.entryOf.get(record);
    return entry === undefined || !finds.some((isFound) => isFound(entry));
  });
}

/** A part says what the backend evaluates, and as little as it takes. */
export function expectAskable({ parts }: ReadPlan, { backend }: PlanWorld): void {
  expect(parts.length).toBeLessThanOrEqual(4);
  for (const text of parts.map(printPart)) {
    expect(text).not.toMatch(/[|<]/);
    const [conditions = []] = accepted(parseFilters(encodeURIComponent(text)));
    // None is left out without a word.
    expect(conditions).toHaveLength(text === '' ? 0 : text.split('&').length);
    for (const condition of conditions) {
      expectEvaluated(condition, backend);
    }
  }
}

function expectEvaluated({ key, values, isAtLeast, isNegated }: Condition, { fields }: NetObservBackend) {
  const kind = fields.get(key);
  expect({ key, kind }).not.toEqual({ key, kind: undefined });
  expect(values).not.toBe('');
  // At least as great: of numbers alone. Negations leave out what is not set, but those of labels.
  expect(isAtLeast ? kind : 'number').toBe('number');
  expect(isNegated ? kind : 'label').toBe('label');
}
