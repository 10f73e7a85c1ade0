import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { groupBy } from '#model/lib/group-by.ts';
import {
  AGENT_FEATURES,
  productionConfig,
} from '../../mock-server/src/conntrack/config/production-config.ts';
import type { DeploymentModel } from '../../mock-server/src/conntrack/config/production-config.ts';
import { createPipeline } from '../../mock-server/src/pipeline.ts';

const RECORDINGS = join(import.meta.dirname, '../../mock-server/recordings');

/** The flows of a recording, oldest first. */
export function recorded(name: string): readonly TrafficRecord[] {
  return gunzipSync(readFileSync(join(RECORDINGS, `${name}.jsonl.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TrafficRecord)
    .sort((a, b) => endOf(a) - endOf(b));
}

/** When a flow ends, in ms since the epoch. */
export function endOf(flow: TrafficRecord): number {
  return numberField(flow, 'TimeFlowEndMs') ?? 0;
}

/** What is stored of a recording that was played to an instant, second by second. */
export function playedTo(
  flows: readonly TrafficRecord[],
  toMs: number,
  deployment: DeploymentModel,
): readonly TrafficRecord[] {
  const pipeline = createPipeline(
    productionConfig({
      heartbeatMs: 30_000,
      endTimeoutMs: 10_000,
      terminatingTimeoutMs: 5_000,
      features: AGENT_FEATURES,
      logTypes: 'All',
    }),
    deployment,
  );
  const bySecond = groupBy(
    flows.filter((flow) => endOf(flow) <= toMs),
    (flow) => Math.floor(endOf(flow) / 1000),
  );
  const stored = [...bySecond].flatMap(([second, some]) => pipeline.push(some, (second + 1) * 1000));
  return [...stored, ...pipeline.advance(toMs)];
}
