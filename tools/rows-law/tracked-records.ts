import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { isEvent } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import { groupBy } from '#model/lib/group-by.ts';
import { mirror } from '#model/testing/naive-evaluator.ts';
import {
  AGENT_FEATURES,
  productionConfig,
} from '../../mock-server/src/conntrack/config/production-config.ts';
import { createPipeline } from '../../mock-server/src/pipeline.ts';
import { streamOf } from '../generator/testing/flows-of.ts';

const RECORDINGS = join(import.meta.dirname, '../../mock-server/recordings');

/** Flow logs as an agent reports them, and what becomes of them in a cluster. */
function tracked(
  flows: readonly TrafficRecord[],
  deployment: 'Direct' | 'Service',
): readonly TrafficRecord[] {
  const endOf = (flow: TrafficRecord) => numberField(flow, 'TimeFlowEndMs') ?? 0;
  const config = productionConfig({
    heartbeatMs: 30_000,
    endTimeoutMs: 10_000,
    terminatingTimeoutMs: 5_000,
    features: AGENT_FEATURES,
    logTypes: 'All',
  });
  const pipeline = createPipeline(config, deployment);
  const bySecond = groupBy(flows, (flow) => Math.floor(endOf(flow) / 1000));
  const records = [...bySecond]
    .sort(([a], [b]) => a - b)
    .flatMap(([second, some]) => pipeline.push(some, (second + 1) * 1000));
  return records.map(({ Duplicate: _mark, ...record }): TrafficRecord => record);
}

function recorded(name: string): readonly TrafficRecord[] {
  const text = gunzipSync(readFileSync(join(RECORDINGS, `${name}.jsonl.gz`))).toString();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TrafficRecord);
}

/**
 * Events of which not all is told alike: one node's tracker takes the other end for the one that opened the connection,
 * by a clock that is behind; some came when the names of the ends were not known yet; some are of nothing but drops.
 */
function disagreeing(records: readonly TrafficRecord[]): readonly TrafficRecord[] {
  const agents = [...new Set(records.map((record) => textField(record, 'AgentIP') ?? ''))].sort();
  return records.map((record, index) => {
    const {
      TimeFlowStartMs,
      TimeFlowEndMs,
      SrcK8S_Name,
      SrcK8S_Namespace,
      Bytes,
      Bytes_AB,
      Bytes_BA,
      ...rest
    } = isEvent(record) && record['AgentIP'] === agents[0] ? mirror(record) : record;
    const behindMs = record['AgentIP'] === agents[0] ? 150 : 0;
    return {
      ...rest,
      TimeFlowStartMs: Number(TimeFlowStartMs) - behindMs,
      TimeFlowEndMs: Number(TimeFlowEndMs) - behindMs,
      ...(isEvent(record) && index % 5 === 0 ? {} : { SrcK8S_Name, SrcK8S_Namespace }),
      ...(index % 7 === 0 ? {} : { Bytes, Bytes_AB, Bytes_BA }),
    };
  });
}

/** Flow logs and events of clusters that differ in what their trackers see, each with what it is called. */
export const TRACKED_RECORDS = [
  ['both-nodes, a tracker on each node', tracked(recorded('both-nodes'), 'Direct')],
  ['failing', tracked(recorded('failing'), 'Service')],
  ['ipv6', tracked(recorded('ipv6'), 'Service')],
  ['port-reuse', tracked(recorded('port-reuse'), 'Direct')],
  ['generated', tracked(streamOf({ flows: 700, hours: 0.05 }).flows, 'Direct')],
  ['trackers that disagree', disagreeing(tracked(recorded('port-reuse'), 'Direct'))],
  [
    'trackers that disagree, generated',
    disagreeing(tracked(streamOf({ flows: 600, hours: 0.02, nodes: 2 }).flows, 'Direct')),
  ],
] as const;
