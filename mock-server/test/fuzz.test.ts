import { randomInt } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';

import { Check, Compile } from 'typebox/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { EVENT_TYPES } from '#model/event.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import { Problem } from '#model/wire/problem.ts';

import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import { bundledRecordings } from '../src/bundled-recordings.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';
import type { Operation, PlacedOperation } from '../src/http/openapi/document.ts';
import { operationsOf, readDocument } from '../src/http/openapi/document.ts';
import { FakeClock } from './fake-clock.ts';
import { Chance } from './fuzz/chance.ts';
import type { FuzzedRequest } from './fuzz/fuzzed-request.ts';
import { byWhatTheyTake, fuzzedRequest } from './fuzz/fuzzed-request.ts';
import { hostileTexts } from './fuzz/hostile-texts.ts';
import { rawRequest, sendRaw } from './fuzz/raw-requests.ts';
import { Tally } from './fuzz/tally.ts';
import { RecordingFiles } from './recording-files.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 32));
const REQUESTS = 8500;
const RAW_REQUESTS = 1500;
/** After so many everything was used once, and memory may grow no more. */
const WARM_UP = 2000;
/** How many are under way at a time. */
const CLIENTS = 8;
const LONGEST_MS = 5000;
/** A leak of 30 kB a request would be more; what allocators keep for later is less. */
const MOST_GROWTH: Memory = { heapBytes: 32 * 2 ** 20, residentBytes: 200 * 2 ** 20 };
const SECRET = 'what-nobody-may-read-7f3a';
/** A server that fails in a way that it was made to: it cannot do that, it is not ready, it was too slow. */
const PLANNED_FAILURES = [501, 503, 504];
/** What anything can be answered with: no such path or method, a URL or a body that cannot be read. */
const OF_HTTP = [400, 404, 405, 413, 414, 415, 431];
const ALWAYS = { fromMs: -Infinity, toMs: Infinity };
const FLOWS = 2000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe(`the server, asked by chance (FUZZ_SEED=${SEED})`, () => {
  const chance = new Chance(SEED);
  const tally = new Tally();
  let files: RecordingFiles;
  let server: App;
  let operations: readonly PlacedOperation[];
  let keys: readonly string[];
  let hostile: readonly string[];
  let before: unknown;

  beforeAll(async () => {
    process.env['FUZZ_SECRET'] = SECRET;
    files = await RecordingFiles.create();
    const flowsPath = await files.write(await startOfTour());
    await writeFile(join(files.directory, 'secret.txt'), SECRET);
    hostile = hostileTexts(files.directory);
    server = await createApp(
      { ...SERVER_DEFAULTS, flowsPaths: [flowsPath], timeline: 'recorded', logLevel: 'silent' },
      new FakeClock(1_795_415_900_000),
    );
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    const document = readDocument((await server.app.inject('/api/openapi.json')).json());
    operations = byWhatTheyTake(operationsOf(document));
    keys = (await conversations(server)).map(({ key }) => key).slice(0, 50);
    before = await content(server);
  });
  afterAll(async () => {
    delete process.env['FUZZ_SECRET'];
    process.stdout.write(`fuzzed with FUZZ_SEED=${SEED}: ${tally.toString()}\n`);
    await server.stop();
    await files.remove();
  });

  const nextRequest = () => fuzzedRequest(chance, { operations, hostile, keys });

  test(
    'answers all of it, in time, as it says it does, and does not grow',
    { timeout: 120_000 },
    async () => {
      const validators = new Map<Operation, Validates>();
      const faults: string[] = [];
      const ask = async () => {
        const request = nextRequest();
        const answer = await inject(server, request);
        tally.count(answer.status, answer.ms, `${request.method} ${request.url}`);
        const fault = faultOf(answer, request, validators);
        if (fault !== undefined) {
          faults.push(told(fault, request, answer.text));
        }
      };
      await many(WARM_UP, ask);
      const small = memory();
      await many(REQUESTS - WARM_UP, ask);
      expect(shown(faults)).toEqual([]);
      const large = memory();
      process.stdout.write(
        `memory after request ${WARM_UP}: ${printed(small)}, ${REQUESTS}: ${printed(large)}\n`,
      );
      expect(large.heapBytes - small.heapBytes).toBeLessThan(MOST_GROWTH.heapBytes);
      expect(large.residentBytes - small.residentBytes).toBeLessThan(MOST_GROWTH.residentBytes);
      expect(tally.of(200)).toBeGreaterThan(REQUESTS / 5);
      expect(tally.of(400)).toBeGreaterThan(REQUESTS / 20);
    },
  );

  test('answers what comes as bytes, and goes on', { timeout: 120_000 }, async () => {
    const { port } = server.app.server.address() as AddressInfo;
    const faults: string[] = [];
    await many(RAW_REQUESTS, async () => {
      const request = nextRequest();
      const raw = rawRequest(request, chance);
      const start = performance.now();
      const { status, text } = await sendRaw(port, raw);
      const ms = performance.now() - start;
      tally.count(status ?? 0, ms, `${request.method} ${request.url} as bytes`);
      const isAnswered = status === undefined ? raw.isBroken : isPlanned(status);
      if (!isAnswered || ms > LONGEST_MS || text.includes(SECRET)) {
        faults.push(told(`status ${status} after ${Math.round(ms)} ms`, request, text));
      }
    });
    expect(shown(faults)).toEqual([]);
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  });

  test('holds what it held before, and has read and written nothing beside', async () => {
    expect(await content(server)).toEqual(before);
    expect((await readdir(files.directory)).sort()).toEqual(['file-1', 'secret.txt']);
    expect({}).not.toHaveProperty('polluted');
  });
});

type Answer = { readonly status: number; readonly type: string; readonly text: string; readonly ms: number };
type Validates = (body: unknown) => boolean;

async function inject({ app }: App, { method, url, headers, body }: FuzzedRequest): Promise<Answer> {
  const start = performance.now();
  const response = await app.inject({
    method: method as 'GET',
    url,
    headers: { host: '127.0.0.1', ...headers },
    ...(body === undefined ? {} : { payload: body }),
  });
  return {
    status: response.statusCode,
    type: String(response.headers['content-type'] ?? ''),
    text: response.body,
    ms: performance.now() - start,
  };
}

/** What is wrong with an answer; nothing where all is well. */
function faultOf(
  { status, type, text, ms }: Answer,
  { method, operation }: FuzzedRequest,
  validators: Map<Operation, Validates>,
): string | undefined {
  if (ms > LONGEST_MS) {
    return `it took ${Math.round(ms)} ms`;
  }
  if (!isPlanned(status)) {
    return `status ${status}`;
  }
  if (text.includes(SECRET)) {
    return 'it tells the secret';
  }
  if (operation !== undefined && !(String(status) in operation.responses) && !OF_HTTP.includes(status)) {
    return `the document says nothing of ${status}`;
  }
  if (status >= 400 && method !== 'HEAD') {
    return isProblem(type, text) ? undefined : 'the error is no problem in JSON';
  }
  if (status !== 200 || operation === undefined) {
    return undefined;
  }
  const validates = validators.get(operation) ?? validatorOf(operation);
  validators.set(operation, validates);
  const isJson = type.startsWith('application/json');
  return !isJson || validates(JSON.parse(text)) ? undefined : 'the answer is not what the document says';
}

function validatorOf({ responses }: Operation): Validates {
  const success = responses['200'];
  const content = success !== undefined && 'content' in success ? success.content : undefined;
  const schema = content?.['application/json']?.schema;
  const validator = Compile(schema ?? {});
  return (body) => validator.Check(body);
}

function isProblem(type: string, text: string): boolean {
  return type.startsWith('application/json') && Check(Problem, JSON.parse(text));
}

function isPlanned(status: number): boolean {
  return status < 500 || PLANNED_FAILURES.includes(status);
}

function told(fault: string, { method, url, headers, body }: FuzzedRequest, text: string): string {
  const request = JSON.stringify({ url, headers, body: body?.slice(0, 500) }).slice(0, 1500);
  return `${fault}: ${method} ${request}\nanswer: ${text.slice(0, 500)}`;
}

/** The first of each kind: of what is wrong and where. */
function shown(faults: readonly string[]): readonly string[] {
  const kinds = new Map<string, string>();
  for (const fault of faults) {
    const kind = fault.replace(/[?\n][^]*$/, '');
    kinds.set(kind, kinds.get(kind) ?? fault);
  }
  return [...kinds.values()].slice(0, 8);
}

/** Does something so many times, several of them at a time. */
async function many(times: number, action: () => Promise<void>): Promise<void> {
  let left = times;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      await action();
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

type Memory = { readonly heapBytes: number; readonly residentBytes: number };

/** What is in use when all is gone that can go. */
function memory(): Memory {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapBytes: heapUsed, residentBytes: rss };
}

function printed({ heapBytes, residentBytes }: Memory): string {
  return `heap ${Math.round(heapBytes / 2 ** 20)} MiB, resident ${Math.round(residentBytes / 2 ** 20)} MiB`;
}

async function conversations({ store }: App) {
  const { items } = await store.conversations({
    span: ALWAYS,
    filter: EVERYTHING,
    order: { key: 'start', direction: 'asc' },
    limit: 10_000,
  });
  return items;
}

async function content(server: App) {
  const page = await server.store.records({
    span: ALWAYS,
    types: ['flowLog', ...EVENT_TYPES],
    filter: EVERYTHING,
    limit: 100_000,
  });
  return {
    summary: await server.store.summary(),
    records: page.records,
    conversations: await conversations(server),
  };
}

async function startOfTour(): Promise<string> {
  const tour = bundledRecordings().find(({ name }) => name === 'tour');
  const lines = gunzipSync(await readFile(tour?.path ?? ''))
    .toString()
    .split('\n');
  return lines.slice(0, FLOWS).join('\n');
}
