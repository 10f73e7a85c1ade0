import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { EventType } from '#model/event.ts';
import { RECORD_TYPES } from '#model/event.ts';
import { EVERYTHING, match } from '#model/filter/filter.ts';

import { event, flow, T0 } from '../../../test/flow-builder.ts';
import { describeFlowStore } from '../../../test/flow-store-contract.ts';
import { describeQuestions } from '../../../test/flow-store-questions.ts';
import { describeMetrics } from '../../../test/flow-store-metrics.ts';
import { describeFields } from '../../../test/flow-store-fields.ts';
import { describeRetention } from '../../../test/flow-store-retention.ts';
import { Database } from './database.ts';
import { DuckDbFlowStore } from './duckdb-flow-store.ts';
import { sql } from './sql.ts';

const EVERY_RECORD = {
  span: { fromMs: -Infinity, toMs: Infinity },
  types: RECORD_TYPES,
  filter: EVERYTHING,
  limit: 10,
} as const;
const EVERY_CONVERSATION = {
  span: EVERY_RECORD.span,
  filter: EVERYTHING,
  order: { key: 'end', direction: 'desc' },
  limit: 10,
} as const;

describeFlowStore('DuckDbFlowStore', () => DuckDbFlowStore.open());
describeFields('DuckDbFlowStore', () => DuckDbFlowStore.open());
describeRetention('DuckDbFlowStore', () => DuckDbFlowStore.open());
describeMetrics('DuckDbFlowStore', () => DuckDbFlowStore.open());
describeQuestions('DuckDbFlowStore', () => DuckDbFlowStore.open());

describe('DuckDbFlowStore on disk', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'flows-'));
  });
  afterAll(async () => {
    await rm(directory, { recursive: true });
  });

  test('goes on where it was closed: records, open conversations and fields of no column', async () => {
    const path = join(directory, 'flows.duckdb');
    const before = await DuckDbFlowStore.open(path);
    await before.ingest([flow({ Odd: 'x' }), event('newConnection')]);
    await before.close();
    const after = await DuckDbFlowStore.open(path);
    await after.ingest([event('endConnection', { TimeFlowEndMs: T0 + 9000, numFlowLogs: 2 })]);
    const { items } = await after.conversations(EVERY_CONVERSATION);
    expect(items).toMatchObject([{ key: `f00d@${T0}`, status: 'ended', events: 2, isStartSeen: true }]);
    const odd = await after.records({ ...EVERY_RECORD, filter: match('Odd', '=', 'x') });
    expect(odd.records).toEqual([flow({ Odd: 'x' })]);
    await after.close();
  });

  test('goes on where it was closed with what trackers of two nodes tell of one connection', async () => {
    const path = join(directory, 'direct.duckdb');
    const told = (AgentIP: string, type: EventType, Bytes: number, at: number) =>
      event(type, { AgentIP, Bytes, TimeFlowEndMs: T0 + at, numFlowLogs: at });
    const before = await DuckDbFlowStore.open(path);
    await before.ingest([told('10.0.0.1', 'newConnection', 10, 1), told('10.0.0.2', 'newConnection', 12, 1)]);
    await before.close();
    const after = await DuckDbFlowStore.open(path);
    await after.ingest([told('10.0.0.1', 'endConnection', 90, 9)]);
    expect((await after.conversations(EVERY_CONVERSATION)).items).toMatchObject([
      { status: 'open', bytes: 90, observers: ['10.0.0.1', '10.0.0.2'] },
    ]);
    await after.ingest([told('10.0.0.2', 'endConnection', 95, 9)]);
    expect((await after.conversations(EVERY_CONVERSATION)).items).toMatchObject([
      { status: 'ended', bytes: 95, events: 4, observers: ['10.0.0.2', '10.0.0.1'] },
    ]);
    await after.close();
  });

  test('refuses tables that another version laid out, instead of answering wrongly', async () => {
    const path = join(directory, 'older.duckdb');
    const before = await DuckDbFlowStore.open(path);
    await before.close();
    const database = await Database.open(path);
    await database.write(sql`update layout set hash = 'older'`);
    database.close();
    await expect(DuckDbFlowStore.open(path)).rejects.toThrow('another version');
  });
});
