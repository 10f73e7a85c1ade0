import { describe, expect, test } from 'vitest';

import { Database } from '../database.ts';
import { SCHEMA } from '../schema.ts';
import { IngestTimes } from './ingest-times.ts';

const BLOCK = 16_384;
const ALWAYS = { fromMs: -Infinity, toMs: Infinity };

async function emptyTimes(): Promise<IngestTimes> {
  const database = await Database.open(undefined);
  for (const statement of SCHEMA) {
    await database.write(statement);
  }
  const times = await IngestTimes.of(database);
  database.close();
  return times;
}

/** A record at the beginning of each block, at `1000 * block`. */
async function timesOfBlocks(count: number): Promise<IngestTimes> {
  const times = await emptyTimes();
  for (let block = 0; block < count; block += 1) {
    times.note(block * BLOCK, 1000 * block);
  }
  return times;
}

describe('IngestTimes', () => {
  test('has no stretches while there are no records', async () => {
    expect([...(await emptyTimes()).stretches(ALWAYS)]).toEqual([]);
  });

  test('goes from the growing end to the beginning, in ever longer stretches, and misses nothing', async () => {
    expect([...(await timesOfBlocks(70)).stretches(ALWAYS)]).toEqual([
      { first: 62 * BLOCK, last: Infinity, latestBeforeMs: 61_000 },
      { first: 14 * BLOCK, last: 62 * BLOCK - 1, latestBeforeMs: 13_000 },
      { first: 0, last: 14 * BLOCK - 1, latestBeforeMs: -Infinity },
    ]);
  });

  test('leaves out what lies outside a span', async () => {
    const times = await timesOfBlocks(70);
    expect([...times.stretches({ fromMs: 3000, toMs: 5000 })]).toEqual([
      { first: 3 * BLOCK, last: 5 * BLOCK - 1, latestBeforeMs: -Infinity },
    ]);
    expect([...times.stretches({ fromMs: 100_000, toMs: Infinity })]).toEqual([]);
  });

  test('says how late records before a stretch may be that came too early', async () => {
    const times = await timesOfBlocks(10);
    times.note(7, 90_000);
    const [newest] = times.stretches(ALWAYS);
    expect(newest?.latestBeforeMs).toBe(90_000);
    const [before] = times.stretches({ fromMs: -Infinity, toMs: 50_000 });
    expect(before?.latestBeforeMs).toBe(50_000);
  });
});
