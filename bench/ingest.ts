import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { runGenerator } from '../tools/generator/main.ts';

const SERVER = fileURLToPath(new URL('../mock-server/src/main.ts', import.meta.url));
const COUNTS = [500_000, 1_000_000, 2_000_000];
const SEED = 1;

/** What a load took. */
type Load = { readonly seconds: number; readonly peakMiB: number; readonly conversations: string };

/**
 * How long the server takes to open generated recordings, and how much memory, beside a bare loop that parses the
 * same lines: reading, connection tracking and the store together, as somebody who opens a capture waits for them.
 */
export async function benchIngest(counts: readonly number[] = COUNTS): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'ingest-'));
  try {
    print('opening a generated recording');
    for (const count of counts) {
      const file = join(directory, 'flows.jsonl');
      await generate(count, file);
      const parsed = await parseLines(file);
      const { seconds, peakMiB, conversations } = await load(file);
      print(
        [
          `  ${count.toLocaleString('en').padStart(9)} flows`,
          `${seconds.toFixed(1).padStart(6)} s`,
          `${Math.round(count / seconds)
            .toLocaleString('en')
            .padStart(7)} flows/s`,
          `${peakMiB.toFixed(0).padStart(5)} MiB at most`,
          conversations,
          `parsing alone ${parsed.toFixed(1)} s, ratio ${(seconds / parsed).toFixed(1)} x`,
        ].join('  '),
      );
      await rm(file);
    }
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function generate(flows: number, path: string): Promise<void> {
  const args = ['--flows', String(flows), '--seed', String(SEED), '--out', path];
  const code = await runGenerator(args, process);
  if (code !== 0) {
    throw new Error(`The generator ended with code ${String(code)}.`);
  }
}

/** The yardstick: what no server can be faster than in one thread of JavaScript. In seconds. */
async function parseLines(path: string): Promise<number> {
  const started = performance.now();
  let bytes = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    bytes += (JSON.parse(line) as { readonly Bytes: number }).Bytes;
  }
  if (bytes === 0) {
    throw new Error('The generated flows carry no bytes.');
  }
  return (performance.now() - started) / 1000;
}

/** Starts the server on a recording, and waits until it listens. */
async function load(path: string): Promise<Load> {
  const started = performance.now();
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', SERVER, '--port', '0', '--flows', path, '--retain-records', '100000000'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let conversations = '';
  for await (const line of createInterface({ input: server.stdout })) {
    conversations = /\d[\d ]* conversations/.exec(line)?.[0] ?? conversations;
    if (line.startsWith('listening on')) {
      break;
    }
  }
  const seconds = (performance.now() - started) / 1000;
  const peakMiB = server.pid === undefined ? 0 : await peakMemory(server.pid);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
  return { seconds, peakMiB, conversations };
}

/** The most memory that a process ever had, in MiB, as Linux tells it. */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchIngest(process.argv.slice(2).map(Number));
}
