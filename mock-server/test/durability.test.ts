import { createHash } from 'node:crypto';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { RECORD_TYPES } from '#model/event.ts';
import { EVERYTHING } from '#model/filter/filter.ts';

import type { StoreSummary } from '../src/store/flow-store.ts';
import { DuckDbFlowStore } from '../src/store/duckdb/duckdb-flow-store.ts';
import type { RunningServer } from './built-server.ts';
import { BuiltServer } from './built-server.ts';
import { flow, T0 } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';

const SEED = Number(process.env['TEST_SEED'] ?? Date.now() % 1_000_000);
const FLOWS = 20_000;
const CONNECTIONS = 300;
const ALWAYS = { fromMs: -Infinity, toMs: Infinity };

describe(`a store on disk (TEST_SEED=${SEED})`, () => {
  const random = randomNumbers(SEED);
  let files: RecordingFiles;
  let server: BuiltServer;
  let flowsPath: string;
  let directories = 0;
  beforeAll(async () => {
    files = await RecordingFiles.create();
    server = await BuiltServer.create();
    flowsPath = await files.writeFlows(Array.from({ length: FLOWS }, (_, index) => flowAt(index)));
  });
  afterAll(async () => {
    await server.remove();
    await files.remove();
  });

  function freshDirectory(): string {
    directories += 1;
    return join(files.directory, `data-${directories}`);
  }

  const load = (directory: string, ...more: readonly string[]): RunningServer =>
    server.start('--flows', flowsPath, '--data', directory, '--log-level', 'debug', ...more);

  /** Looks into a copy, so that the next start finds what the kill left behind. */
  async function look(directory: string): Promise<Holdings> {
    const copy = freshDirectory();
    // A server that was killed at once has not even made it.
    await mkdir(directory, { recursive: true });
    await cp(directory, copy, { recursive: true });
    try {
      return await openedStore(copy, holdings);
    } finally {
      await rm(copy, { recursive: true });
    }
  }

  async function loadWhole(...more: readonly string[]): Promise<string> {
    const directory = freshDirectory();
    const running = load(directory, ...more);
    await running.url();
    running.process.kill('SIGTERM');
    expect(await running.ended()).toBe(0);
    return directory;
  }

  test.each([
    { rounds: 15, args: [] },
    { rounds: 5, args: ['--retain-records', '10000'] },
  ])(
    'has what it said it had after $rounds kills in the middle of loads with $args, and ends up as without them',
    async ({ rounds, args }) => {
      const begunMs = performance.now();
      const whole = await openedStore(await loadWhole(...args), contents);
      const wholeMs = performance.now() - begunMs;
      let directory = freshDirectory();
      let known = 0;
      let cutOff = 0;
      for (let round = 0; round < rounds || (cutOff === 0 && round < 4 * rounds); round += 1) {
        const running = load(directory, ...args);
        await Promise.race([delay((0.3 + 0.5 * random()) * wholeMs), running.line(/^listening on /)]);
        await running.kill();
        const stored = await look(directory);
        expect(stored.played).toBeGreaterThanOrEqual(known + toldRecords(running));
        if (args.length === 0) {
          expect(stored.records).toBe(stored.played);
        }
        known = stored.played;
        cutOff += Number(known > 0 && !stored.isComplete);
        if (stored.isComplete) {
          directory = freshDirectory();
          known = 0;
        }
      }
      const last = load(directory, ...args);
      await last.url();
      last.process.kill('SIGTERM');
      expect(await last.ended()).toBe(0);
      // A load that was over before each kill would show nothing.
      expect(cutOff).toBeGreaterThan(0);
      expect(whole.conversations.total).toBeGreaterThan(CONNECTIONS);
      expect(await openedStore(directory, contents)).toEqual(whole);
    },
    300_000,
  );

  test('holds nothing less than a live replay had told before it was killed', async () => {
    const directory = freshDirectory();
    const running = load(directory, '--timeline', 'live', '--speed', '60');
    const url = await running.url();
    const status = async () => {
      const response = await fetch(`${url}/api/status`);
      return ((await response.json()) as { readonly store: StoreSummary }).store;
    };
    const first = await status();
    await expect.poll(status, { timeout: 20_000 }).not.toEqual(first);
    const told = await status();
    await running.kill();
    const { summary } = await look(directory);
    for (const type of RECORD_TYPES) {
      expect(summary.records[type]).toBeGreaterThanOrEqual(told.records[type]);
    }
    expect(summary.conversations).toBeGreaterThanOrEqual(told.conversations);
  });

  test('is not read again when it holds the whole recording, and says the same of it', async () => {
    const directory = await loadWhole();
    const again = load(directory);
    await again.url();
    expect(again.printed).toContain(`${FLOWS / 1000} 000 flows from`);
    expect(again.printed).not.toMatch(/ records (?:read|stored)/);
    await again.kill();
  });

  test('refuses to hold a recording twice, with other settings', async () => {
    const directory = await loadWhole('--log-types', 'Flows');
    const other = load(directory, '--log-types', 'Conversations');
    expect(await other.ended()).toBe(1);
    expect(other.printed).toContain('holds this recording with other log types');
  });

  test('belongs to one server at a time', async () => {
    const directory = await loadWhole();
    const first = load(directory);
    await first.url();
    const second = load(directory);
    expect(await second.ended()).toBe(1);
    expect(second.printed).toMatch(/^--data \S+ is in use by another server/m);
    await first.kill();
  });

  test('is refused in words when its file is none of ours', async () => {
    const directory = freshDirectory();
    await mkdir(directory);
    await writeFile(join(directory, 'flows.duckdb'), 'something else');
    const running = load(directory);
    expect(await running.ended()).toBe(1);
    expect(running.printed).toMatch(/^--data \S+ cannot be used: /m);
    expect(running.printed).not.toMatch(/^\s+at /m);
  });
});

type Holdings = {
  readonly summary: StoreSummary;
  readonly records: number;
  /** How many records of the recording were stored, as the store has it. */
  readonly played: number;
  readonly isComplete: boolean;
};

async function openedStore<T>(directory: string, use: (store: DuckDbFlowStore) => Promise<T>): Promise<T> {
  const store = await DuckDbFlowStore.open(join(directory, 'flows.duckdb'));
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function holdings(store: DuckDbFlowStore): Promise<Holdings> {
  const summary = await store.summary();
  const [load] = await store.loads();
  return {
    summary,
    records: Object.values(summary.records).reduce((sum, count) => sum + count, 0),
    played: load?.records ?? 0,
    isComplete: load?.facts !== undefined,
  };
}

/** All that is in a store, records in the order in which they were ingested. */
async function contents(store: DuckDbFlowStore) {
  const hash = createHash('sha256');
  for await (const records of store.export({ span: ALWAYS, types: RECORD_TYPES, filter: EVERYTHING })) {
    hash.update(JSON.stringify(records.map((record) => Object.entries(record).sort())));
  }
  const conversations = await store.conversations({
    span: ALWAYS,
    filter: EVERYTHING,
    order: { key: 'start', direction: 'asc' },
    limit: 10_000,
  });
  const loads = await store.loads();
  return { summary: await store.summary(), records: hash.digest('hex'), conversations, loads };
}

/** How many records a process said to have stored. */
function toldRecords({ printed }: RunningServer): number {
  const told = [...printed.matchAll(/^(?<count>[\d ]+) records stored/gm)];
  return Number((told.at(-1)?.groups?.['count'] ?? '0').replaceAll(' ', ''));
}

/** Connections that send every now and then for some minutes, end, and begin again. */
function flowAt(index: number) {
  const connection = (index * 7919) % CONNECTIONS;
  const endMs = T0 + index * 20;
  return flow({
    SrcPort: 30_000 + connection,
    DstAddr: `10.0.1.${connection % 200}`,
    SrcK8S_Namespace: `ns-${connection % 7}`,
    Bytes: (index * 104_729) % 5000,
    Flags: index % 101 === 0 ? 17 : 16,
    AgentIP: '10.9.9.1',
    TimeFlowStartMs: endMs - 500,
    TimeFlowEndMs: endMs,
  });
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
