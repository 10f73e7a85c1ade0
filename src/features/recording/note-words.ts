import type { RecordingNote, RecordingNoteCode } from '#model/wire/recording-note.ts';
import { RECORDING_NOTE_CODES } from '#model/wire/recording-note.ts';
import type { Translate } from '../../ui/i18n.ts';
import { formatDayAndTime } from '../../ui/time-format.ts';
import type { Writing } from '../../ui/writing.ts';

/** A note on a recording as a sentence: of those that the page knows in its words, of others in the server's. */
export function noteWords(note: RecordingNote, writing: Writing): string {
  const { code, text } = note;
  return isKnown(code)
    ? (timeWords(code, note, writing) ??
        fileWords(code, note, writing) ??
        countWords(code, note, writing) ??
        text)
    : text;
}

/** Where an entry of a file stands. */
export function placeWords({ texts, numbers }: RecordingNote, t: Translate): string {
  const number = String(numbers?.['line'] ?? '');
  switch (texts?.['unit']) {
    case 'packet':
      return t('Packet {{number}}:', { number });
    case 'row':
      return t('Row {{number}}:', { number });
    default:
      return t('Line {{number}}:', { number });
  }
}

function isKnown(code: string): code is RecordingNoteCode {
  return RECORDING_NOTE_CODES.some((known) => known === code);
}

/** Notes on times. */
function timeWords(
  code: RecordingNoteCode,
  { numbers = {} }: RecordingNote,
  { t, locale, format }: Writing,
): string | undefined {
  const count = numbers['records'] ?? 0;
  const amount = format.count(count);
  switch (code) {
    case 'clock-not-set':
      return t(
        'Its times count from 1970, as those of a clock that was never set do: they are shown as they are.',
      );
    case 'no-times':
      return t('It has no times: all of it is put at {{time}}.', {
        time: formatDayAndTime(numbers['atMs'] ?? 0, locale),
      });
    case 'start-unknown':
      return t('{{amount}} records have a start that cannot be: they are placed by their end.', {
        count,
        amount,
      });
    case 'receipt-unknown':
      return t('{{amount}} records have a time of receipt that cannot be.', { count, amount });
    case 'times-rounded':
      return t('The times of {{amount}} records are rounded, as a spreadsheet does when it saves them.', {
        count,
        amount,
      });
    case 'late':
      return t('{{amount}} records stand so late in their file that they came after younger ones.', {
        count,
        amount,
      });
    default:
      return undefined;
  }
}

/** Notes on a file as a whole. */
function fileWords(
  code: RecordingNoteCode,
  { numbers = {}, texts = {} }: RecordingNote,
  { t, format }: Writing,
): string | undefined {
  switch (code) {
    case 'same-file':
      return t('It holds the same as {{file}}, and counts once.', { file: texts['same'] ?? '' });
    case 'export-cut':
      return t('The end of it is missing: the export was cut off.');
    case 'export-stopped':
      return t('The export stopped at its limit of {{amount}} records: there were more.', {
        count: numbers['count'] ?? 0,
        amount: format.count(numbers['count'] ?? 0),
      });
    case 'trailing-bytes':
      return t('{{amount}} bytes behind the end of what is packed were not read.', {
        count: numbers['bytes'] ?? 0,
        amount: format.count(numbers['bytes'] ?? 0),
      });
    case 'tunnels':
      return tunnelWords(numbers['packets'] ?? 0, texts, { t, format });
    case 'not-recognised':
      return t('It comes from a pipe, so that it is read anew at each start.');
    default:
      return undefined;
  }
}

function tunnelWords(
  count: number,
  { tunnels = '', shown }: Readonly<Record<string, string>>,
  { t, format }: Pick<Writing, 't' | 'format'>,
): string {
  const amount = format.count(count);
  return shown === 'inner'
    ? t('{{amount}} packets come through tunnels ({{tunnels}}): the connections in them are shown.', {
        count,
        amount,
        tunnels,
      })
    : t('{{amount}} packets come through tunnels ({{tunnels}}): the tunnels are shown.', {
        count,
        amount,
        tunnels,
      });
}

/** Notes on what is missing, and on what is not as it was written. */
function countWords(code: RecordingNoteCode, note: RecordingNote, writing: Writing): string | undefined {
  const { t, format } = writing;
  const { numbers = {}, texts = {} } = note;
  const count = numbers['records'] ?? numbers['count'] ?? 0;
  const amount = format.count(count);
  switch (code) {
    case 'not-read':
      return notReadWords(count, texts['unit'], writing);
    case 'forgotten':
      return t(
        '{{amount}} records are forgotten again: no more than {{most}} are kept, and none for too long.',
        {
          count,
          amount,
          most: format.count(numbers['maxRecords'] ?? 0),
        },
      );
    case 'nothing-tracked':
      return t(
        'Nothing in this recording can be tracked, as ICMP cannot: there are flows, and no conversations.',
      );
    case 'not-ended':
      return t(
        '{{amount}} connections had not ended when the recording stopped: this cluster tells only of those that have.',
        { count: numbers['connections'] ?? 0, amount: format.count(numbers['connections'] ?? 0) },
      );
    case 'not-ip':
      return t('{{amount}} of {{all}} packets are not IP, and make no flows.', {
        count: numbers['others'] ?? 0,
        amount: format.count(numbers['others'] ?? 0),
        all: format.count(numbers['packets'] ?? 0),
      });
    case 'integers-rounded':
      return t('{{amount}} records hold numbers that are too large to be exact: they are rounded.', {
        count,
        amount,
      });
    case 'counters-unknown':
      return t(
        '{{amount}} records have counters that are no numbers, or negative: they are shown as unknown.',
        {
          count,
          amount,
        },
      );
    case 'same-records':
      return t('{{amount}} records are in two files, and count once.', { count, amount });
    case 'characters-replaced':
      return t('{{amount}} records hold characters that could not be read: they are replaced.', {
        count,
        amount,
      });
    default:
      return undefined;
  }
}

function notReadWords(count: number, unit: string | undefined, { t, format }: Writing): string {
  const amount = format.count(count);
  switch (unit) {
    case 'packet':
      return t('{{amount}} packets could not be read.', { count, amount });
    case 'row':
      return t('{{amount}} rows could not be read.', { count, amount });
    default:
      return t('{{amount}} lines could not be read.', { count, amount });
  }
}
