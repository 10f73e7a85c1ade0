import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import type { Flow, TrafficRecord } from '#model/flow.ts';

import { Batcher } from './conntrack/batcher.ts';
import type { ConntrackConfig } from './conntrack/config/conntrack-config.ts';
import { parseConntrackConfig } from './conntrack/config/parse-conntrack-config.ts';
import { Conntrack } from './conntrack/conntrack.ts';
import { printCounters } from './conntrack/counters.ts';
import type { NumericKind } from './conntrack/identity/numeric-kind.ts';
import { NUMERIC_KINDS } from './conntrack/identity/numeric-kind.ts';
import { arrivalMs } from './lib/arrival.ts';

const USAGE = `Usage: npm run -s conntrack -- --config FILE [options] < input > output

Sends flows through connection tracking, as flowlogs-pipeline would.

  --config FILE              the "conntrack" stage's configuration, as JSON
  --numbers uint|int|float   what the numbers of the flows were (default uint: as the agent sends them)
  --batches                  read {"at": MS, "flows": [...]} a line, write an array of records a line;
                             without it: one flow a line, by the flows' own time, and one record a line
  --counters FILE            write the counters at the end, as JSON
  --end-on-fin-ack           FIN_ACK ends a connection too
  --end-on-reset             RST and RST_ACK end a connection too
  --pass-untracked           flows of other protocols come out as flow logs
  --expire-before-applying   a flow after a silence opens a new connection
  --help                     this text

Exit code: 0, 1 when lines of the input could not be used, 2 when it did not start.
`;

/** Exit codes: all well; some lines were left out; wrong arguments, configuration or files. */
const EXIT = { ok: 0, badLines: 1, unusable: 2 } as const;

/** What the command reads from and writes to. */
export type CliStreams = {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
};

type Command = {
  readonly config: ConntrackConfig;
  readonly numbers: NumericKind;
  readonly isBatched: boolean;
  readonly countersFile: string | undefined;
  readonly endOnFinAck: boolean;
  readonly endOnReset: boolean;
  readonly passUntracked: boolean;
  readonly expireBeforeApplying: boolean;
};

/** Why the command cannot run, in words for whoever typed it. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Why a line of the input cannot be used. */
class LineError extends Error {
  override readonly name = 'LineError';
}

/**
 * Runs the command with its arguments and answers its exit code.
 *
 * Lines are taken as they come and written as fast as they are read: neither input nor output is held.
 */
export async function runConntrackCli(args: readonly string[], streams: CliStreams): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.help) {
      streams.stdout.write(USAGE);
      return EXIT.ok;
    }
    return await run(await readCommand(options), streams);
  } catch (error) {
    if (error instanceof UsageError) {
      streams.stderr.write(`${error.message}\n`);
      return EXIT.unusable;
    }
    throw error;
  }
}

async function run(command: Command, { stdin, stdout, stderr }: CliStreams): Promise<number> {
  const tracker = new Conntrack(command.config, command);
  const track = command.isBatched ? trackBatches(tracker) : trackFlows(new Batcher(tracker));
  let badLines = 0;
  const reportBadLine = (lineNumber: number, problem: string) => {
    badLines++;
    stderr.write(`line ${lineNumber}: ${problem}\n`);
  };
  try {
    await pipeline(trackLines(stdin, track, reportBadLine), stdout, { end: false });
  } catch (error) {
    if (!isClosedPipe(error)) {
      throw error;
    }
  }
  if (command.countersFile !== undefined) {
    await writeCounters(command.countersFile, tracker);
  }
  if (badLines > 0) {
    stderr.write(`${badLines} ${badLines === 1 ? 'line was' : 'lines were'} left out\n`);
  }
  return badLines > 0 ? EXIT.badLines : EXIT.ok;
}

/** What to do with a line, and at the end; both say what to write. */
type LineTracker = {
  readonly line: (text: string) => string;
  readonly end: () => string;
};

function trackBatches(tracker: Conntrack): LineTracker {
  return {
    line: (text) => {
      const { at, flows } = readBatch(text);
      return `[${tracker.push(flows, at).map(printRecord).join(',')}]\n`;
    },
    end: () => '',
  };
}

function trackFlows(batcher: Batcher): LineTracker {
  return {
    line: (text) => {
      const flow = readJson(text);
      if (!isObject(flow)) {
        throw new LineError('must be a flow: a JSON object');
      }
      const atMs = arrivalMs(flow);
      if (atMs === undefined) {
        throw new LineError('has no time: TimeReceived (seconds) or TimeFlowEndMs must be a number');
      }
      return printLines(batcher.add(flow, atMs));
    },
    end: () => printLines(batcher.finish()),
  };
}

async function* trackLines(
  stdin: Readable,
  track: LineTracker,
  reportBadLine: (lineNumber: number, problem: string) => void,
): AsyncGenerator<string> {
  let lineNumber = 0;
  for await (const text of createInterface({ input: stdin, crlfDelay: Infinity })) {
    lineNumber++;
    const output =
      text.trim() === ''
        ? ''
        : tryLine(track, text, (problem) => {
            reportBadLine(lineNumber, problem);
          });
    if (output !== '') {
      yield output;
    }
  }
  const rest = track.end();
  if (rest !== '') {
    yield rest;
  }
}

function tryLine(track: LineTracker, text: string, onProblem: (problem: string) => void): string {
  try {
    return track.line(text);
  } catch (error) {
    if (error instanceof LineError) {
      onProblem(error.message);
      return '';
    }
    throw error;
  }
}

function readBatch(text: string): { readonly at: number; readonly flows: readonly Flow[] } {
  const batch = readJson(text);
  if (!isObject(batch)) {
    throw new LineError('must be a batch: {"at": MS, "flows": [...]}');
  }
  const { at, flows } = batch;
  if (typeof at !== 'number') {
    throw new LineError('"at" must be a number of milliseconds');
  }
  if (!Array.isArray(flows) || !flows.every(isObject)) {
    throw new LineError('"flows" must be a list of flows, each a JSON object');
  }
  return { at, flows };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LineError(`is no JSON: ${messageOf(error)}`);
  }
}

function isObject(value: unknown): value is Flow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function printLines(records: readonly TrafficRecord[]): string {
  return records.map((record) => `${printRecord(record)}\n`).join('');
}

/** One record as JSON, which has no infinity and no NaN: as text rather than as the `null` of an absent key. */
function printRecord(record: TrafficRecord): string {
  return Object.values(record).some(isNonFinite)
    ? JSON.stringify(record, (_key, value: unknown) => (isNonFinite(value) ? String(value) : value))
    : JSON.stringify(record);
}

function isNonFinite(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        config: { type: 'string' },
        numbers: { type: 'string', default: 'uint' },
        batches: { type: 'boolean', default: false },
        counters: { type: 'string' },
        'end-on-fin-ack': { type: 'boolean', default: false },
        'end-on-reset': { type: 'boolean', default: false },
        'pass-untracked': { type: 'boolean', default: false },
        'expire-before-applying': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${messageOf(error)}\n\n${USAGE}`);
  }
}

async function readCommand(options: ReturnType<typeof readOptions>): Promise<Command> {
  const numbers = NUMERIC_KINDS.find((kind) => kind === options.numbers);
  if (numbers === undefined) {
    throw new UsageError(`--numbers must be one of ${NUMERIC_KINDS.join(', ')}, not "${options.numbers}"`);
  }
  if (options.config === undefined) {
    throw new UsageError(`--config FILE is missing\n\n${USAGE}`);
  }
  return {
    config: await readConfig(options.config),
    numbers,
    isBatched: options.batches,
    countersFile: options.counters,
    endOnFinAck: options['end-on-fin-ack'],
    endOnReset: options['end-on-reset'],
    passUntracked: options['pass-untracked'],
    expireBeforeApplying: options['expire-before-applying'],
  };
}

async function readConfig(file: string): Promise<ConntrackConfig> {
  const parsed = parseConntrackConfig(parseConfigJson(file, await readConfigText(file)));
  if (!parsed.ok) {
    const { path, message } = parsed.error;
    throw new UsageError([file, ...(path === '' ? [] : [path]), message].join(': '));
  }
  return parsed.value;
}

async function readConfigText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: cannot be read: ${messageOf(error)}`);
  }
}

function parseConfigJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: is no JSON: ${messageOf(error)}`);
  }
}

async function writeCounters(file: string, tracker: Conntrack): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(printCounters(tracker.counters()), null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`${file}: cannot be written: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether whoever reads the output has seen enough (`| head`), which is no failure. */
function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = await runConntrackCli(process.argv.slice(2), process);
}
