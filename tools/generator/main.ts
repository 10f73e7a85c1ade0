import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { createGzip } from 'node:zlib';

import type { Command } from './command.ts';
import { readCommand, UsageError, USAGE } from './command.ts';
import type { StreamSummary } from './generate-flows.ts';
import { generateFlows } from './generate-flows.ts';
import type { GeneratorOptions } from './options.ts';

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
  try {
    const summary = file === undefined ? await writeTo(stdout, options) : await writeFile(file, options);
    if (wantsSummary) {
      stderr.write(printSummary(summary));
    }
    return EXIT.ok;
  } catch (error) {
    if (isClosedPipe(error)) {
      return EXIT.ok;
    }
    if (!isFileError(error)) {
      throw error;
    }
    stderr.write(`${file ?? 'standard output'}: cannot be written: ${error.message}\n`);
    return EXIT.failed;
  }
}

async function writeFile(file: string, options: GeneratorOptions): Promise<StreamSummary> {
  const target = createWriteStream(file);
  if (!file.endsWith('.gz')) {
    const [summary] = await Promise.all([
      writeTo(target, options).finally(() => target.end()),
      finished(target),
    ]);
    return summary;
  }
  const gzip = createGzip();
  const [summary] = await Promise.all([
    writeTo(gzip, options).finally(() => gzip.end()),
    pipeline(gzip, target),
  ]);
  return summary;
}

/** Writes a whole stream, each batch when the one before it is out of our hands. */
async function writeTo(target: Writable, options: GeneratorOptions): Promise<StreamSummary> {
  const flows = generateFlows(options);
  for (let batch = flows.next(); ; batch = flows.next()) {
    if (batch.done === true) {
      return batch.value;
    }
    const { value } = batch;
    await write(target, value);
  }
}

/** A stream tells of its failure twice, to the writer and as an event: the listener stays for the second. */
function write(target: Writable, batch: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    target.once('error', reject);
    target.write(batch, (error) => {
      if (error instanceof Error) {
        reject(error);
        return;
      }
      target.off('error', reject);
      resolve();
    });
  });
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

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = await runGenerator(process.argv.slice(2), process);
}
