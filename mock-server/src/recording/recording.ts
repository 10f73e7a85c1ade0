import { basename } from 'node:path';
import type { Readable } from 'node:stream';

import type { TrafficRecord } from '#model/flow.ts';

import { Intake } from './decode/intake.ts';
import { detectFormat, HEAD_BYTES } from './formats/detect-format.ts';
import { DECODED_LINES } from './formats/flow-lines.ts';
import type { Format } from './formats/format.ts';
import { readCaptures } from './formats/packets/captures.ts';
import { CAPTURE_FORMAT } from './formats/packets/packets.ts';
import { readHead } from './input/file-bytes.ts';
import { InputFile, openInput, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input/input-file.ts';
import type { Copy, HeadedFile } from './input/same-content.ts';
import { copiesAmong } from './input/same-content.ts';
import { Spool } from './input/spool.ts';
import { nameInManifest } from './manifest.ts';
import { mergeByArrival } from './order/merge-by-arrival.ts';
import { oldestFirst } from './order/oldest-first.ts';
import { RecordingError } from './recording-error.ts';
import type { TunnelView } from './meter/tshark-layers.ts';
import type { Note, RecordingFacts } from './tally.ts';
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
  /** Whose addresses packets in tunnels have; the tunnels' ends when absent. */
  readonly tunnels?: TunnelView;
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
    const inputs: HeadedFile[] = [];
    for (const path of withoutRepeatedInput(paths)) {
      const file = await openInput(path, spool, options.stdin ?? process.stdin);
      inputs.push({ file, head: await readHead(file.bytes(), HEAD_BYTES) });
    }
    const copies = await copiesAmong(inputs);
    const distinct = inputs.filter(({ file }) => !copies.some((copy) => copy.file === file));
    const files = await openFiles(distinct, { spool, tunnels: options.tunnels ?? 'outer' });
    return {
      name: await nameOf(paths),
      paths,
      read: (tally) => {
        copies.forEach((copy) => {
          tally.remark(copyNote(copy));
        });
        return readFiles(files, tally);
      },
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

type Opening = { readonly spool: Spool; readonly tunnels: TunnelView };

/** Files that are ready; captures of packets are read together, as what one saw another may have seen, too. */
async function openFiles(inputs: readonly HeadedFile[], opening: Opening): Promise<readonly OpenFile[]> {
  const formats = inputs.map(({ file, head }) => ({
    file,
    format: detectFormat(head, file.label, opening.tunnels),
  }));
  const captures = formats.filter(({ format }) => format.name === CAPTURE_FORMAT);
  const opened: OpenFile[] = captures.length > 1 ? [await decodeCaptures(captures, opening)] : [];
  for (const { file, format } of formats) {
    if (!(captures.length > 1 && format.name === CAPTURE_FORMAT)) {
      opened.push(format.isDecodedOnce ? await decode(file, format, opening.spool) : { file, format });
    }
  }
  return opened;
}

/** Decodes a file into flow logs, one a line. */
async function decode(file: InputFile, format: Format, spool: Spool): Promise<OpenFile> {
  const tally = new Tally();
  const intake = new Intake({ path: file.label, unit: format.unit }, tally);
  return decoded(format.read(file, intake), { file, spool, tally });
}

/** Decodes several captures into the flow logs of one. */
async function decodeCaptures(
  captures: readonly { readonly file: InputFile; readonly format: Format }[],
  { spool, tunnels }: Opening,
): Promise<OpenFile> {
  const tally = new Tally();
  const read = captures.map(({ file, format }) => ({
    file,
    intake: new Intake({ path: file.label, unit: format.unit }, tally),
  }));
  const label = captures.map(({ file }) => file.label).join(', ');
  const changedMs = Math.max(...captures.map(({ file }) => file.changedMs));
  return decoded(readCaptures(read, tunnels), { file: { label, changedMs }, spool, tally });
}

async function decoded(
  batches: AsyncIterable<readonly TrafficRecord[]>,
  {
    file: { label, changedMs },
    spool,
    tally,
  }: {
    readonly file: Pick<InputFile, 'label' | 'changedMs'>;
    readonly spool: Spool;
    readonly tally: Tally;
  },
): Promise<OpenFile> {
  const path = await spool.write(printLines(batches), label);
  return { file: new InputFile({ path, label, changedMs }), format: DECODED_LINES, decoded: tally.facts };
}

function copyNote({ file, of }: Copy): Note {
  return {
    code: 'same-file',
    path: file.label,
    text: `the same as ${basename(of.label)}: it counts once`,
    texts: { same: basename(of.label) },
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
  const merged = readings.length === 1 && only !== undefined ? only : mergeByArrival(readings, tally);
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

function noUsableFlow(path: string, { leftOut, leftOutCount, notes }: RecordingFacts): string {
  const [first] = leftOut;
  if (first === undefined) {
    const others = notes.filter(({ code }) => code === 'not-ip' || code === 'trailing-bytes');
    const why = others.length === 0 ? 'it is empty' : others.map(({ text }) => text).join('; ');
    return `${path} holds no flows: ${why}`;
  }
  const { unit, line, reason } = first;
  return leftOutCount === 1
    ? `${path} holds no usable flow; ${unit} ${line}: ${reason}`
    : `${path} holds no usable flow: ${leftOutCount} broken ${unit}s, the first is ${unit} ${line}: ${reason}`;
}
