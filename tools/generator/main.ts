import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { createGzip } from 'node:zlib';

import type { Command } from './command.ts';
import { readCommand, UsageError, USAGE } from './command.ts';
import type { StreamSummary } from './generate-flows.ts';
import { generateFlows } from './generate-flows.ts';

/** Exit codes: all well; it could not write; wrong arguments. */
const EXIT = { ok: 0, failed: 1, unusable: 2 } as const;

/** Where the command writes to. */
export type CommandStreams = {
  readonly stdout: Writable;
  readonly stderr: Writable;
};

/** Runs the command with its arguments and answers its exit code. */
export async function runGenerator(args: readonly string[], streams: CommandStreams): Promise<number> {
  try {
    const command = readCommand(args);
    if (command === 'help') {
      streams.stdout.write(USAGE);
      return EXIT.ok;
    }
    return await run(command, streams);
  } catch (error) {
    if (error instanceof UsageError) {
      streams.stderr.write(`${error.message}\n`);
      return EXIT.unusable;
    }
    throw error;
  }
}

async function run(command: Command, { stdout, stderr }: CommandStreams): Promise<number> {
  const { options, file, wantsSummary } = command;
  let summary: StreamSummary | undefined;
  function* batches(): Generator<Uint8Array> {
    const flows = generateFlows(options);
    let batch = flows.next();
    while (batch.done !== true) {
      yield batch.value;
      batch = flows.next();
    }
    summary = batch.value;
  }
  const source = Readable.from(batches(), { objectMode: true, highWaterMark: 1 });
  try {
    if (file === undefined) {
      await pipeline(source, stdout, { end: false });
    } else if (file.endsWith('.gz')) {
      await pipeline(source, createGzip(), createWriteStream(file));
    } else {
      await pipeline(source, createWriteStream(file));
    }
  } catch (error) {
    if (isClosedPipe(error)) {
      return EXIT.ok;
    }
    stderr.write(`${file ?? 'standard output'}: cannot be written: ${String(error)}\n`);
    return EXIT.failed;
  }
  if (wantsSummary && summary !== undefined) {
    stderr.write(printSummary(summary));
  }
  return EXIT.ok;
}

function printSummary(summary: StreamSummary): string {
  const { flows, connections, conversations, bytes, lineBytes, firstS, lastS } = summary;
  const seconds = lastS - firstS + 1;
  const rows = [
    ['flow logs', `${flows}, ${(lineBytes / flows).toFixed(0)} bytes each on average`],
    ['connections', `${connections}, ${(flows / connections).toFixed(1)} flow logs each on average`],
    ['conversations', `${conversations} 5-tuples of TCP and UDP`],
    ['traffic', `${(bytes / 1e9).toFixed(2)} GB as reported, by all observers together`],
    ['span', `${printSecond(firstS)} to ${printSecond(lastS)}, ${(seconds / 3_600).toFixed(2)} hours`],
    ['rate', `${(flows / seconds).toFixed(1)} flow logs a second of that time`],
  ];
  return rows.map(([name = '', value = '']) => `${`${name}:`.padEnd(15)}${value}\n`).join('');
}

function printSecond(second: number): string {
  return new Date(second * 1_000).toISOString();
}

/** Whether whoever reads the output has seen enough (`| head`), which is no failure. */
function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = await runGenerator(process.argv.slice(2), process);
}
