import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';

import { bundledFrontend } from '../src/bundled-frontend.ts';
import { LogStore } from '../src/netobserv/loki/log-store.ts';
import { netobservRoutes } from '../src/netobserv/netobserv-routes.ts';
import { operatorFields } from '../src/netobserv/operator-fields.ts';
import { FakeClock } from './fake-clock.ts';

/** What NetObserv's backend answered to a request. Records are told by their lines in `records.jsonl.gz`, from 0. */
type RealAnswer = {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** 0 where the connection was closed without an answer. */
  readonly status: number;
  readonly records?: readonly number[];
  readonly limitReached?: boolean;
  readonly duplicates?: number;
  readonly numQueries?: number;
  readonly body?: unknown;
  /** The beginning of an export; all of another text. */
  readonly text?: string;
};

type RecordsBody = {
  readonly result: readonly {
    readonly stream: Readonly<Record<string, string>>;
    readonly values: readonly (readonly [string, string])[];
  }[];
  readonly stats: {
    readonly limitReached: boolean;
    readonly duplicates: number;
    readonly numQueries: number;
  };
};

/** The operator's labels, as the records were pushed with them. */
const LABELS = [
  'SrcK8S_Namespace',
  'SrcK8S_OwnerName',
  'SrcK8S_Type',
  'SrcK8S_Zone',
  'DstK8S_Namespace',
  'DstK8S_OwnerName',
  'DstK8S_Type',
  'DstK8S_Zone',
  'K8S_FlowLayer',
  'FlowDirection',
  '_RecordType',
];
/** Some time after the last record: within the hour that Loki looks back where it is not told how far. */
const NOW = 1_796_055_975_000 + 600_000;
/** Export texts were cut after so many characters. */
const CUT = 1200;

/** Requests that are answered otherwise, by their place from 0, and why. */
const EXCEPTIONS: Readonly<Record<number, string>> = {};

const ANSWERS = JSON.parse(read('answers.json.gz')) as readonly RealAnswer[];
const RECORDS = read('records.jsonl.gz')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as TrafficRecord);

function read(name: string): string {
  return gunzipSync(readFileSync(new URL(`netobserv-answers/${name}`, import.meta.url))).toString();
}

describe('the emulation of NetObserv’s backend', () => {
  let app: FastifyInstance;
  let indexes: ReadonlyMap<string, number>;

  beforeAll(() => {
    const log = new LogStore(LABELS);
    log.push(RECORDS);
    const settings = bundledFrontend();
    app = fastify();
    netobservRoutes(app, {
      log,
      clock: new FakeClock(NOW),
      settings: { ...settings, fields: operatorFields(settings.fields), lokiLabels: LABELS },
      logTypes: 'All',
    });
    indexes = new Map(RECORDS.map((record, index) => [keyOf(record), index]));
  });
  afterAll(() => app.close());

  /** How the answer to a request differs from the real one; `undefined` when it does not. */
  async function difference(real: RealAnswer): Promise<string | undefined> {
    const query = { ...real.params };
    if (query['filters'] !== undefined) {
      query['filters'] = encodeURIComponent(query['filters']);
    }
    if (real.status === 0) {
      const outcome = await app.inject({ url: real.path, query }).catch((error: unknown) => error);
      const isDropped = outcome instanceof Error && outcome.message.includes('destroyed before completion');
      return isDropped ? undefined : 'the connection was not dropped';
    }
    const { statusCode, body } = await app.inject({ url: real.path, query });
    if (statusCode !== real.status) {
      return `status ${statusCode} instead of ${real.status}: ${body.slice(0, 200)}`;
    }
    if (real.records !== undefined) {
      return recordsDifference(real, JSON.parse(body) as RecordsBody);
    }
    if (real.body !== undefined) {
      return bodyDifference(real.body, JSON.parse(body));
    }
    if (real.text !== undefined) {
      return real.path.endsWith('/export') && real.status === 200
        ? csvDifference(real.text, body)
        : same(real.text, body);
    }
    return undefined;
  }

  function recordsDifference(real: RealAnswer, { result, stats }: RecordsBody): string | undefined {
    const found = result
      .flatMap(({ stream, values }) =>
        values.map(
          ([time, line]) =>
            indexes.get([time, line, ...LABELS.map((name) => stream[name] ?? '')].join('\n')) ?? -1,
        ),
      )
      .sort((a, b) => a - b);
    const wanted = real.records ?? [];
    return (
      same(
        { limitReached: real.limitReached, duplicates: real.duplicates, numQueries: real.numQueries },
        { limitReached: stats.limitReached, duplicates: stats.duplicates, numQueries: stats.numQueries },
      ) ??
      (real.limitReached === true
        ? (same(timesOf(wanted), timesOf(found)) ?? same(allButOldest(wanted), allButOldest(found)))
        : same(wanted, found))
    );
  }

  test('answers as it does', async () => {
    const differences = new Map<number, string>();
    for (const [index, real] of ANSWERS.entries()) {
      const text = await difference(real);
      if (text !== undefined) {
        differences.set(index, `${index} ${JSON.stringify(real.params)}: ${text}`);
      }
    }
    process.stdout.write(
      `${ANSWERS.length} real answers: ${ANSWERS.length - differences.size} identical, ${differences.size} excepted\n`,
    );
    const unexpected = [...differences].filter(([index]) => EXCEPTIONS[index] === undefined);
    expect(unexpected.map(([, text]) => text)).toEqual([]);
    expect(Object.keys(EXCEPTIONS).filter((index) => !differences.has(Number(index)))).toEqual([]);
  });
});

/** What an entry of an answer is told by: its time, its line and its labels. */
function keyOf(record: TrafficRecord): string {
  const fields = Object.entries(record)
    .filter(([name]) => !LABELS.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `${textField(record, 'TimeFlowEndMs') ?? ''}000000`,
    JSON.stringify(Object.fromEntries(fields)),
    ...LABELS.map((name) => textField(record, name) ?? ''),
  ].join('\n');
}

function timeOf(index: number): number {
  return Number(RECORDS[index]?.['TimeFlowEndMs']);
}

function timesOf(indices: readonly number[]): readonly number[] {
  return indices.map(timeOf).sort((a, b) => a - b);
}

/** Which of several records of one instant are left out by a limit is chance. */
function allButOldest(indices: readonly number[]): readonly number[] {
  const [oldest] = timesOf(indices);
  return indices.filter((index) => timeOf(index) !== oldest);
}

/** Lists are compared as sets: the backend has them in an order of chance. */
function bodyDifference(real: unknown, body: unknown): string | undefined {
  return Array.isArray(real) && Array.isArray(body)
    ? same([...(real as string[])].sort(), [...(body as string[])].sort())
    : same(real, body);
}

/** Columns are compared as a set, and rows by column, as far as the real text goes: the last row of it may be cut. */
function csvDifference(real: string, body: string): string | undefined {
  const wanted = rowsOf(real.length < CUT ? real : real.slice(0, real.lastIndexOf('\n')));
  const found = rowsOf(body);
  const rows = real.length < CUT ? found : found.slice(0, wanted.length);
  return same(wanted, rows);
}

/** Each row as its cells by column, in the order of the names of columns. No cell of these has a comma in it. */
function rowsOf(csv: string): readonly string[] {
  const [header = [], ...rows] = csv.split('\n').map((line) => line.split(','));
  return [header, ...rows].map((cells) =>
    JSON.stringify(cells.map((cell, column) => [header[column], cell]).sort()),
  );
}

function same(real: unknown, ours: unknown): string | undefined {
  const [a, b] = [real, ours].map((value) => JSON.stringify(value));
  return a === b ? undefined : `${String(b).slice(0, 3000)}\n instead of ${String(a).slice(0, 3000)}`;
}
