import { basename } from 'node:path';

import type { RecordingNote, RecordingNoteCode } from '#model/wire/recording-note.ts';
import { LONGEST_NOTE_TEXT, MOST_RECORDING_NOTES } from '#model/wire/recording-note.ts';

import { counted } from './lib/counted.ts';
import type { LeftOut, Note, RecordingFacts } from './recording/tally.ts';
import { UNITS } from './recording/tally.ts';
import type { StoreSummary } from './store/flow-store.ts';

/**
 * What a page is told of a recording that is loaded: the notes on its files first, then what could not be read.
 *
 * Bounded in number and in length; files are named without their folders.
 */
export function recordingNotes(facts: RecordingFacts, isUntracked: boolean): readonly RecordingNote[] {
  return [
    ...(isUntracked ? [untracked(facts.flows)] : []),
    ...facts.notes.map(wireNote),
    ...(facts.late === 0 ? [] : [late(facts.late)]),
    ...leftOutNotes(facts),
  ].slice(0, MOST_RECORDING_NOTES);
}

/** Whether there are flows in a store, and nothing that tracking made of them. */
export function areFlowsAlone({ records, conversations }: StoreSummary): boolean {
  return conversations === 0 && records.flowLog > 0;
}

function untracked(flows: number): RecordingNote {
  return note('nothing-tracked', 'there are flows, and none that connection tracking can track', { flows });
}

function late(records: number): RecordingNote {
  return note(
    'late',
    `${counted(records, 'record')} stood too late in the file and came after younger ones`,
    {
      records,
    },
  );
}

function note(
  code: RecordingNoteCode,
  text: string,
  numbers: Readonly<Record<string, number>>,
): RecordingNote {
  return { code, text, numbers };
}

function wireNote({ code, path, text, numbers, texts }: Note): RecordingNote {
  return {
    code,
    text: cut(text),
    ...(path === undefined ? {} : { file: basename(path) }),
    ...(numbers && { numbers }),
    ...(texts && { texts: mapValues(texts, cut) }),
  };
}

function leftOutNotes({ leftOut, leftOutOf }: RecordingFacts): readonly RecordingNote[] {
  const counts = UNITS.flatMap((unit) => {
    const count = leftOutOf[unit] ?? 0;
    const text = `${counted(count, unit)} could not be read`;
    return count === 0 ? [] : [{ code: 'not-read', text, numbers: { count }, texts: { unit } }];
  });
  return [...counts, ...leftOut.map(leftOutNote)];
}

function leftOutNote({ path, unit, line, reason }: LeftOut): RecordingNote {
  const text = cut(`${unit} ${line}: ${reason}`);
  return {
    code: 'not-read-at',
    text,
    file: basename(path),
    numbers: { line },
    texts: { unit, reason: cut(reason) },
  };
}

function cut(text: string): string {
  return text.length <= LONGEST_NOTE_TEXT ? text : `${text.slice(0, LONGEST_NOTE_TEXT - 1)}…`;
}

function mapValues(
  texts: Readonly<Record<string, string>>,
  map: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, map(text)]));
}
