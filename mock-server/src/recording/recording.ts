import type { TrafficRecord } from '#model/flow.ts';

import { decodeFlow } from './decode-flow.ts';
import { nameInManifest } from './manifest.ts';
import { readLines } from './read-lines.ts';
import { RecordingError } from './recording-error.ts';
import type { RecordingFacts } from './tally.ts';
import { Tally } from './tally.ts';

/** A file of flows that can be played any number of times. */
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
};

/** How many records are handed on at once. */
const BATCH_RECORDS = 500;

/** Makes a file ready for reading. Throws a `RecordingError` when it cannot be read. */
export async function openRecording(path: string): Promise<Recording> {
  return {
    name: await nameInManifest(path),
    paths: [path],
    read: (tally) => readRecords(path, tally),
  };
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
export function usableFacts({ paths }: Recording, { facts }: Tally): RecordingFacts {
  if (facts.flows + facts.events === 0) {
    throw new RecordingError('no-usable-flow', noUsableFlow(paths.join(', '), facts));
  }
  return facts;
}

async function* readRecords(path: string, tally: Tally): AsyncGenerator<readonly TrafficRecord[], undefined> {
  let records: TrafficRecord[] = [];
  for await (const line of readLines(path)) {
    if (line.kind === 'broken') {
      tally.leaveOut({ path, line: line.line, reason: line.reason });
      continue;
    }
    const flow = decodeFlow(line.text);
    if (flow.ok) {
      records.push(flow.value);
    } else {
      tally.leaveOut({ path, line: line.line, reason: flow.error });
    }
    if (records.length === BATCH_RECORDS) {
      tally.note(records);
      yield records;
      records = [];
    }
  }
  tally.note(records);
  yield records;
}

function noUsableFlow(path: string, { leftOut, leftOutCount }: RecordingFacts): string {
  const [first] = leftOut;
  return first === undefined
    ? `${path} holds no flows: it is empty`
    : `${path} holds no usable flow: ${leftOutCount} broken lines, the first is line ${first.line}: ${first.reason}`;
}
