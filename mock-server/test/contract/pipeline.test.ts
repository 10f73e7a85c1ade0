import { expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { productionConfig, AGENT_FEATURES } from '../../src/conntrack/config/production-config.ts';
import { createPipeline } from '../../src/pipeline.ts';
import { openRecording } from '../../src/recording/recording.ts';
import { Replay } from '../../src/recording/replay.ts';
import { Tally } from '../../src/recording/tally.ts';
import { ContractServer } from './contract-server.ts';
import { differentSets } from './questions.ts';

test('the export with both observers is what the pipeline makes of the recordings, in its order', async () => {
  const server = await ContractServer.start({ recordings: ['tour', 'both-nodes', 'icmp', 'failing'] });
  const exported = await server.records();
  const made = await madeOf(server.paths);
  await server.stop();
  expect(exported.length).toBeGreaterThan(20_000);
  expect(differentSets(exported, made)).toBe(undefined);
  expect(exported.map(timeOf)).toEqual(made.map(timeOf));
});

function timeOf(record: TrafficRecord): unknown {
  return record['TimeFlowEndMs'];
}

/** What the stages of the pipeline say of some files. */
async function madeOf(paths: readonly string[]): Promise<readonly TrafficRecord[]> {
  const stage = createPipeline(
    productionConfig({
      heartbeatMs: 30_000,
      endTimeoutMs: 10_000,
      terminatingTimeoutMs: 5000,
      features: AGENT_FEATURES,
      logTypes: 'All',
    }),
  );
  const recording = await openRecording(paths);
  const replay = new Replay({ recording, stage, tally: new Tally() });
  const records: TrafficRecord[] = [];
  for await (const batch of replay.playUntil(Infinity)) {
    records.push(...batch);
  }
  await replay.stop();
  await recording.close();
  return records;
}
