import type { Readable } from 'node:stream';

import type { TrafficRecord } from '#model/flow.ts';

import { Intake } from './decode/intake.ts';
import { detectFormat, HEAD_BYTES } from './formats/detect-format.ts';
import { FLOW_LINES } from './formats/flow-lines.ts';
import type { Format } from './formats/format.ts';
import { readHead } from './input/file-bytes.ts';
import { InputFile, openInput, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input/input-file.ts';
import { Spool } from './input/spool.ts';
import { nameInManifest } from './manifest.ts';
import { mergeByArrival } from './order/merge-by-arrival.ts';
import { oldestFirst } from './order/oldest-first.ts';
import { RecordingError } from './recording-error.ts';
import type { RecordingFacts } from './tally.ts';
import { Tally } from './tally.ts';

/** One file or several of flows that can be played any number of times. */
export type Recording = {
  /** Its name in the manifest beside the file; of a file that stands in none, the file's own. */
  readonly name: string;
  readonly paths: readonly string[];
  /**
   * The records in the order of their arrival, some at a time, read anew at each call and never held all at once.
   *
   * What is found and what is left out goes into the tally, which is complete when the reading is.
   */
  read(tally: Tally): AsyncGenerator<readonly TrafficRecord[], undefined>;
  /** Takes away the temporary files that it needed. It cannot be read any more. */
  close(): Promise<void>;
};

export type OpenOptions = {
  /** What the path `-` stands for; the process's own when absent. */
  readonly stdin?: Readable;
};

/** A file that is ready for reading. */
type OpenFile = {
  readonly file: InputFile;
  readonly format: Format;
  /** What was left out of it when it was decoded, where that was done once. */
  readonly decoded?: RecordingFacts;
};

/** How many records are handed on at once. */
const BATCH_RECORDS = 500;

/**
 * Makes files ready for reading as one recording; `-` is standard input.
 *
 * Formats are told by content (see docs/recordings.md). What can be read only once, and what is slow to decode,
 * is kept in temporary files until `close`. Throws a `RecordingError` when one cannot be read or is of no known
 * format.
 */
export async function openRecording(paths: readonly string[], options: OpenOptions = {}): Promise<Recording> {
  const spool = new Spool();
  try {
    const files: OpenFile[] = [];
    for (const path of withoutRepeatedInput(paths)) {
      files.push(await openFile(await openInput(path, spool, options.stdin ?? process.stdin), spool));
    }
    return {
      name: await nameOf(paths),
      paths,
      read: (tally) => readFiles(files, tally),
      close: () => spool.remove(),
    };
  } catch (error) {
    await spool.remove();
    throw error;
  }
}

/**
 * Reads a recording from its first to its last record, to know what is in it.
 *
 * Throws a `RecordingError` when it cannot be read or holds nothing usable.
 */
export async function surveyRecording(recording: Recording): Promise<RecordingFacts> {
  const tally = new Tally();
  const reading = recording.read(tally);
  while ((await reading.next()).done !== true) {
    // The tally takes note of it.
  }
  return usableFacts(recording, tally);
}

/** What a whole reading found. Throws a `RecordingError` when that is nothing. */
export function usableFacts({ paths }: Pick<Recording, 'paths'>, { facts }: Tally): RecordingFacts {
  if (facts.flows + facts.events === 0) {
    throw new RecordingError('no-usable-flow', noUsableFlow(paths.map(labelOf).join(', '), facts));
  }
  return facts;
}

function withoutRepeatedInput(paths: readonly string[]): readonly string[] {
  if (paths.filter((path) => path === STANDARD_INPUT).length > 1) {
    throw new RecordingError('unreadable', 'standard input (-) can be read only once');
  }
  return paths;
}

async function openFile(file: InputFile, spool: Spool): Promise<OpenFile> {
  const format = detectFormat(await readHead(file.bytes(), HEAD_BYTES), file.label);
  return format.isDecodedOnce ? decode(file, format, spool) : { file, format };
}

/** Decodes a file into flow logs, one a line. */
async function decode(file: InputFile, format: Format, spool: Spool): Promise<OpenFile> {
  const tally = new Tally();
  const path = await spool.write(
    printLines(format.read(file, new Intake({ path: file.label, unit: format.unit }, tally))),
    file.label,
  );
  return {
    file: new InputFile({ path, label: file.label, changedMs: file.changedMs }),
    format: FLOW_LINES,
    decoded: tally.facts,
  };
}

async function* printLines(batches: AsyncIterable<readonly TrafficRecord[]>): AsyncGenerator<string> {
  for await (const records of batches) {
    if (records.length > 0) {
      yield records.map((record) => `${JSON.stringify(record)}\n`).join('');
    }
  }
}

async function* readFiles(
  files: readonly OpenFile[],
  tally: Tally,
): AsyncGenerator<readonly TrafficRecord[], undefined> {
  const readings = files.map((file) => readFile(file, tally));
  const [only] = readings;
  const merged = readings.length === 1 && only !== undefined ? only : mergeByArrival(readings);
  for await (const records of merged) {
    for (let from = 0; from < records.length; from += BATCH_RECORDS) {
      const batch = records.slice(from, from + BATCH_RECORDS);
      tally.note(batch);
      yield batch;
    }
  }
  return undefined;
}

function readFile({ file, format, decoded }: OpenFile, tally: Tally) {
  if (decoded !== undefined) {
    tally.addLeftOut(decoded);
  }
  const batches = format.read(file, new Intake({ path: file.label, unit: format.unit }, tally));
  return oldestFirst(batches, { path: file.label, order: format.order }, tally);
}

async function nameOf(paths: readonly string[]): Promise<string> {
  const [first = STANDARD_INPUT, ...others] = paths;
  const name = first === STANDARD_INPUT ? STANDARD_INPUT_NAME : await nameInManifest(first);
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}

function labelOf(path: string): string {
  return path === STANDARD_INPUT ? STANDARD_INPUT_NAME : path;
}

function noUsableFlow(path: string, { leftOut, leftOutCount }: RecordingFacts): string {
  const [first] = leftOut;
  return first === undefined
    ? `${path} holds no flows: it is empty`
    : `${path} holds no usable flow: ${leftOutCount} broken ${first.unit}${leftOutCount === 1 ? '' : 's'}, the first is ${first.unit} ${first.line}: ${first.reason}`;
}
