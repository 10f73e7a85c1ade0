/** What stands for a field that is not set, and for a set without members. */
export const UNSET = '-';
export const EMPTY = '(empty)';

/** What would end the field or the line, or is no text; and the backslash that begins an escape. */
const ESCAPED = /[\\\p{Cc}]/gu;

/** Text as Zeek's ASCII writer has it: `\x09` for a tab, and nothing that could be taken for a field not set. */
export function zeekText(text: string | undefined): string {
  if (text === undefined || text === '') {
    return text === undefined ? UNSET : EMPTY;
  }
  const isMark = text === UNSET || text === EMPTY || text.startsWith('#');
  const escaped = text.replaceAll(ESCAPED, escape);
  return isMark ? escape(escaped.charAt(0)) + escaped.slice(1) : escaped;
}

/** Milliseconds as seconds with six decimals: Zeek's `time` and `interval`. */
export function zeekSeconds(ms: number): string {
  return (ms / 1000).toFixed(6);
}

export function zeekCount(count: number | undefined): string {
  return count === undefined ? UNSET : count.toFixed(0);
}

export function zeekBool(value: boolean | undefined): string {
  return value === undefined ? UNSET : value ? 'T' : 'F';
}

/** An instant in a header line. */
export function zeekInstant(ms: number): string {
  return new Date(ms).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replaceAll(/[T:]/g, '-');
}

function escape(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
