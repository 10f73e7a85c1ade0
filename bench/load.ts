import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SERVER = fileURLToPath(new URL('../mock-server/src/main.ts', import.meta.url));
const SECONDS = 60;
const CLIENTS = 50;
/** In the order in which a client asks: as somebody does who opens the page, looks around, and exports something. */
const KINDS = ['config', 'records', 'conversations', 'conversation', 'metrics', 'names', 'export'] as const;
type Kind = (typeof KINDS)[number];

/** What came of the requests of one kind. */
class Answers {
  readonly durations: number[] = [];
  readonly errors = new Map<string, number>();

  fail(reason: string): void {
    this.errors.set(reason, (this.errors.get(reason) ?? 0) + 1);
  }
}

/**
 * What a server bears: clients that ask one thing after the other without a pause, as the page would, while the server
 * plays a recording sixty times faster than recorded into a store on disk. No request may fail.
 */
export async function benchLoad(seconds = SECONDS, clients = CLIENTS): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'load-'));
  const server = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      SERVER,
      ...['--port', '0', '--recording', 'tour', '--speed', '60'],
      ...['--data', join(directory, 'data')],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const url = await listening(server);
    const before = await memoryOf(server);
    const recordsBefore = await recordsIn(url);
    const answers = new Map(KINDS.map((kind) => [kind, new Answers()]));
    const began = performance.now();
    const endMs = began + seconds * 1000;
    await Promise.all(Array.from({ length: clients }, (_, index) => client(url, endMs, answers, index)));
    const tookS = (performance.now() - began) / 1000;
    print(`${clients} clients for ${tookS.toFixed(0)} s, while records are stored`);
    report(answers, tookS);
    const stored = (await recordsIn(url)) - recordsBefore;
    const after = await memoryOf(server);
    print(`  ${Math.round(stored / tookS)} records stored a second meanwhile`);
    print(`  memory ${before.toFixed(0)} MiB before, ${after.toFixed(0)} MiB after`);
  } finally {
    await stop(server);
    await rm(directory, { recursive: true });
  }
}

async function listening(server: ChildProcess): Promise<string> {
  if (server.stdout !== null) {
    for await (const line of createInterface({ input: server.stdout })) {
      if (line.startsWith('listening on ')) {
        return line.slice('listening on '.length);
      }
    }
  }
  throw new Error('The server did not start.');
}

async function client(
  url: string,
  endMs: number,
  answers: ReadonlyMap<Kind, Answers>,
  first: number,
): Promise<void> {
  let key: string | undefined;
  for (let turn = first; performance.now() < endMs; turn += 1) {
    const kind = KINDS[turn % KINDS.length] ?? 'config';
    const answer = answers.get(kind);
    if (kind === 'conversation' && key === undefined) {
      continue;
    }
    const body = await ask(`${url}${pathOf(kind, key)}`, answer);
    key = kind === 'conversations' ? firstKey(body) : key;
  }
}

/** The body of an answer; none of one that is an error, which is counted. */
async function ask(url: string, answers: Answers | undefined): Promise<string | undefined> {
  const began = performance.now();
  try {
    const response = await fetch(url);
    const body = await response.text();
    if (!response.ok) {
      answers?.fail(`${response.status} ${body.slice(0, 200)}`);
      return undefined;
    }
    answers?.durations.push(performance.now() - began);
    return body;
  } catch (error) {
    answers?.fail(error instanceof Error ? `${error.message}: ${String(error.cause)}` : String(error));
    return undefined;
  }
}

function pathOf(kind: Kind, key = ''): string {
  switch (kind) {
    case 'config':
      return '/api/frontend-config';
    case 'records':
      return '/api/loki/flow/records?timeRange=300&limit=100';
    case 'conversations':
      return '/api/conversations?timeRange=300&limit=50';
    case 'conversation':
      return `/api/conversations/${encodeURIComponent(key)}`;
    case 'metrics':
      return '/api/flow/metrics?timeRange=300&type=Bytes&aggregateBy=namespace&limit=5';
    case 'names':
      return '/api/resources/names?namespace=shop&kind=Pod';
    case 'export':
      return '/api/loki/export?format=ndjson&timeRange=300&limit=1000';
  }
}

function firstKey(body: string | undefined): string | undefined {
  return body === undefined ? undefined : /"key":"(?<key>[^"]+)"/.exec(body)?.groups?.['key'];
}

async function recordsIn(url: string): Promise<number> {
  const response = await fetch(`${url}/api/status`);
  const { store } = (await response.json()) as {
    readonly store: { readonly records: Readonly<Record<string, number>> };
  };
  return Object.values(store.records).reduce((sum, count) => sum + count, 0);
}

function report(answers: ReadonlyMap<Kind, Answers>, seconds: number): void {
  const all = [...answers.values()];
  const answered = all.reduce((sum, { durations }) => sum + durations.length, 0);
  const errors = all.flatMap(({ errors }) => [...errors]);
  print(
    `  ${answered} answers, ${(answered / seconds).toFixed(0)} a second, ${errors.reduce((sum, [, count]) => sum + count, 0)} errors`,
  );
  errors.forEach(([reason, count]) => {
    print(`  ${count} times ${reason}`);
  });
  for (const [kind, { durations }] of answers) {
    const sorted = durations.toSorted((a, b) => a - b);
    const at = (share: number) =>
      `${(sorted[Math.ceil(sorted.length * share) - 1] ?? NaN).toFixed(0).padStart(6)} ms`;
    print(
      `  ${kind.padEnd(14)}${String(sorted.length).padStart(6)}   p50${at(0.5)}   p95${at(0.95)}   most${at(1)}`,
    );
  }
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

/** What a process has in memory now, in MiB, as Linux tells it. */
async function memoryOf({ pid = 0 }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [seconds, clients] = process.argv.slice(2).map(Number);
  await benchLoad(seconds, clients);
}
