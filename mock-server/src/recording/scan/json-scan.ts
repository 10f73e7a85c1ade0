/** What a scan of a JSON object or array found: where it ends, or that the bytes ended first, or where it breaks. */
export type JsonScan =
  | { readonly kind: 'whole'; readonly end: number }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'broken'; readonly at: number; readonly reason: string };

const BYTE = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
  space: 0x20,
} as const;

/** Flow logs are flat; deeper than this is damage. */
const MAX_DEPTH = 64;
const UNFINISHED: JsonScan = { kind: 'unfinished' };

/**
 * Finds the end of the JSON object or array that begins at `start`, without decoding it.
 *
 * Looks at strings, brackets and where objects begin alone, as far as it needs to notice that one was cut off and
 * another one begins: a line break in a string, a bracket of the wrong kind, an object where none can be.
 */
export function scanJson(bytes: Uint8Array, start: number): JsonScan {
  const open: number[] = [];
  let previous = BYTE.colon as number;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte <= BYTE.space) {
      continue;
    }
    if (byte === BYTE.quote) {
      const end = endOfString(bytes, at);
      if (end < 0) {
        return end === -1 ? UNFINISHED : broken(-end - 2, 'a line break in a text');
      }
      at = end;
    } else if (byte === BYTE.openBrace || byte === BYTE.openBracket) {
      if (!canOpen(byte, previous, open)) {
        return broken(at, 'another record begins before it ends');
      }
      open.push(byte);
    } else if (byte === BYTE.closeBrace || byte === BYTE.closeBracket) {
      if (open.pop() !== byte - 2) {
        return broken(at, 'brackets that do not match');
      }
      if (open.length === 0) {
        return { kind: 'whole', end: at + 1 };
      }
    }
    previous = byte;
  }
  return UNFINISHED;
}

function broken(at: number, reason: string): JsonScan {
  return { kind: 'broken', at, reason };
}

/** An object or array is a value: it follows a colon, opens an array, or follows a comma in one. */
function canOpen(byte: number, previous: number, open: readonly number[]): boolean {
  if (open.length >= MAX_DEPTH) {
    return false;
  }
  const isInArray = open.at(-1) === BYTE.openBracket;
  return (
    (previous === BYTE.colon && !isInArray) ||
    (isInArray && (previous === BYTE.openBracket || previous === BYTE.comma)) ||
    (open.length === 0 && byte === BYTE.openBracket)
  );
}

/** Position of the closing quote; -1 when the bytes end first; `-2 - position` of a control character in it. */
function endOfString(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === BYTE.quote) {
      return at;
    }
    if (byte < BYTE.space) {
      return -2 - at;
    }
    if (byte === BYTE.backslash && (bytes[at + 1] ?? BYTE.space) >= BYTE.space) {
      at += 1;
    }
  }
  return -1;
}
