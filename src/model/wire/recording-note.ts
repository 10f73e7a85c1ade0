import type { Static } from 'typebox';
import { Number as Num, Object as ObjectOf, Optional, Record as MapOf, String as Text } from 'typebox';

/**
 * What a recording can have to be told, each with the values of its note.
 *
 * Stable: a page has words of its own for those that it knows, and shows `text` for the others.
 */
export const RECORDING_NOTE_CODES = [
  /** `count` entries could not be used; `unit` is `line`, `packet` or `row`. */
  'not-read',
  /** One of them: `line` is the number of its line, packet or row (`unit`), and `reason` says why. */
  'not-read-at',
  /** `records` were forgotten again: at most `maxRecords` are kept, and none for longer than `maxAgeMs`. */
  'forgotten',
  /** `records` stood so late in their file that they came after younger ones. */
  'late',
  /** There are `flows`, and none that connection tracking can track (ICMP alone, for example). */
  'nothing-tracked',
  /** `connections` had not ended when the recording stopped, where only ended ones are told of. */
  'not-ended',
  /** `others` of `packets` are not IP, and make no flows. */
  'not-ip',
  /** `packets` are carried by tunnels (`tunnels`: VXLAN, Geneve …); `shown` is `outer` or `inner`. */
  'tunnels',
  /** All times are from before 1990, as those of a clock that was never set: the first is `firstMs`. */
  'clock-not-set',
  /** `records` had a start that cannot be; they are placed by their end. The first is in `line`. */
  'start-unknown',
  /** `records` had a time of receipt that cannot be. The first is in `line`. */
  'receipt-unknown',
  /** The times of `records` are rounded, as spreadsheets do. The first is in `line`. */
  'times-rounded',
  /** `records` hold integers beyond 2^53, which are rounded. The first is in `line`. */
  'integers-rounded',
  /** `records` have counters that are no numbers, or negative: they are unknown. The first is in `line`. */
  'counters-unknown',
  /** `records` hold what is no character (half of a surrogate pair, NUL, bytes that are not UTF-8); it is replaced. */
  'characters-replaced',
  /** No times in the file: all flows are put at `atMs`. */
  'no-times',
  /** An export that stopped at its limit of `count` records. */
  'export-stopped',
  /** An export whose end is missing. */
  'export-cut',
  /** `bytes` behind the end of what is packed, which were not read. */
  'trailing-bytes',
  /** The file holds the same as `same`, and counts once. */
  'same-file',
  /** `records` are in two files, and count once. */
  'same-records',
  /** Read from a pipe, so that it is read anew at each start. */
  'not-recognised',
] as const;
export type RecordingNoteCode = (typeof RECORDING_NOTE_CODES)[number];

/** At most so many are told. */
export const MOST_RECORDING_NOTES = 60;
/** Texts in them are cut at so many characters. */
export const LONGEST_NOTE_TEXT = 300;

/** Something to know of a recording, or of one of its files. */
export const RecordingNote = ObjectOf({
  /** One of `RECORDING_NOTE_CODES`, or another one of another server's. */
  code: Text(),
  /** The note as a sentence in English, without the name of the file. */
  text: Text(),
  /** The name of the file that it is about, without its folder. */
  file: Optional(Text()),
  numbers: Optional(MapOf(Text(), Num())),
  texts: Optional(MapOf(Text(), Text())),
});
export type RecordingNote = Static<typeof RecordingNote>;
