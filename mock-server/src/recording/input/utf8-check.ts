import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

const NEWLINE = 0x0a;
/** What the text is most likely in when it is not in UTF-8: Latin-1, as Windows has it. */
const LATIN_1 = new TextDecoder('windows-1252');
/** Bytes at which the shown text ends: white space, quotes, commas, brackets of ASCII. */
const NO_WORD = new Set(Buffer.from(' \t\r",;:=[]{}'));
const LONGEST_SHOWN = 20;

/** A line with bytes that are not UTF-8, and the word with the first of them as Latin-1 has it. */
export type NotUtf8 = { readonly line: number; readonly word: string };

/** Finds lines that are not in UTF-8 in bytes that come in pieces; a character may be cut between two of them. */
export class Utf8Check {
  #cut: Buffer = Buffer.alloc(0);
  #lastLine = 0;

  /** The lines of the next piece that are not, of which the first has this number; each line once. */
  check(chunk: Buffer, line: number): readonly NotUtf8[] {
    if (this.#cut.length === 0 && isUtf8(chunk)) {
      return [];
    }
    const bytes = Buffer.concat([this.#cut, chunk]);
    const whole = bytes.subarray(0, bytes.length - cutCharacterBytes(bytes));
    this.#cut = Buffer.from(bytes.subarray(whole.length));
    return this.#linesOf(whole, line);
  }

  /** The bytes have ended, in the line of this number. */
  end(line: number): readonly NotUtf8[] {
    return this.#linesOf(this.#cut, line);
  }

  #linesOf(bytes: Buffer, firstLine: number): readonly NotUtf8[] {
    if (isUtf8(bytes)) {
      return [];
    }
    const found: NotUtf8[] = [];
    let line = firstLine;
    for (let from = 0; from < bytes.length; line += 1) {
      const at = bytes.indexOf(NEWLINE, from);
      const to = at === -1 ? bytes.length : at;
      const part = bytes.subarray(from, to);
      if (line > this.#lastLine && !isUtf8(part)) {
        found.push({ line, word: wordAt(part, firstWrong(part)) });
        this.#lastLine = line;
      }
      from = to + 1;
    }
    return found;
  }
}

/** How long a character is by its first byte; 1 for a byte that begins none. */
function lengthOf(first: number): number {
  if (first < 0xc0 || first >= 0xf8) {
    return 1;
  }
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

/** How many bytes at the end begin a character that goes on in the next piece. */
function cutCharacterBytes(bytes: Buffer): number {
  for (let count = 1; count <= Math.min(3, bytes.length); count += 1) {
    const byte = bytes[bytes.length - count] ?? 0;
    if (!isContinuation(byte)) {
      return lengthOf(byte) > count ? count : 0;
    }
  }
  return 0;
}

/** Where the first byte is that is no UTF-8. */
function firstWrong(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const length = lengthOf(bytes[at] ?? 0);
    if (!isUtf8(bytes.subarray(at, at + length))) {
      return at;
    }
    at += length;
  }
  return at;
}

function wordAt(line: Buffer, at: number): string {
  let [from, to] = [at, at];
  while (from > 0 && at - from < LONGEST_SHOWN && !NO_WORD.has(line[from - 1] ?? 0)) {
    from -= 1;
  }
  while (to < line.length && to - at < LONGEST_SHOWN && !NO_WORD.has(line[to] ?? 0)) {
    to += 1;
  }
  return LATIN_1.decode(line.subarray(from, to));
}
