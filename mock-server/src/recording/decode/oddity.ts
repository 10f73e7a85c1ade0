import type { JsonValue } from '#model/flow.ts';
import type { RecordingNoteCode } from '#model/wire/recording-note.ts';

/** What can be wrong with a record that is read all the same. */
export type OddityCode = Extract<
  RecordingNoteCode,
  | 'start-unknown'
  | 'receipt-unknown'
  | 'times-rounded'
  | 'integers-rounded'
  | 'counters-unknown'
  | 'characters-replaced'
>;

/** Something that is wrong with a record that is read all the same, and what stood there. */
export type Oddity = { readonly code: OddityCode; readonly detail: string };

const LONGEST_VALUE = 40;

/** A field and its value as it stood in the file, short enough for a message. */
export function stoodThere(field: string, value: JsonValue | undefined): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return `${field} is ${text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text}`;
}
