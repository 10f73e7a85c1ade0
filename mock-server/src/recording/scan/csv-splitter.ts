import { StringDecoder } from 'node:string_decoder';

import { MAX_RECORD_BYTES, TOO_LONG } from './line-splitter.ts';

/** Who gets the rows; lines count from 1 and are those on which a row begins. */
export type RowTaker = {
  /** A row without its line break, and never an empty one. */
  row(text: string, line: number): void;
  broken(line: number, reason: string): void;
};

/**
 * Cuts CSV at the line breaks that do not stand in quotes.
 *
 * Where quotes do not end, the line with the first of them is left out, and the next one is taken for the beginning
 * of a row.
 */
export class CsvSplitter {
  readonly #taker: RowTaker;
  readonly #decoder = new StringDecoder('utf8');
  /** What came since the end of the last row. */
  #text = '';
  #line = 1;
  /** How far `#text` was looked through, and whether what stands there is in quotes. */
  #seen = 0;
  #isInQuotes = false;

  constructor(taker: RowTaker) {
    this.#taker = taker;
  }

  /** The number of the line that is reached. */
  get line(): number {
    return this.#line;
  }

  push(chunk: Buffer): void {
    this.#text += this.#decoder.write(chunk);
    this.#takeRows();
    if (this.#text.length > 2 * MAX_RECORD_BYTES) {
      this.#taker.broken(this.#line, TOO_LONG);
      this.#forget(this.#text.length);
    }
  }

  /** The bytes have ended: what is left is the last row. */
  end(): void {
    this.#text += `${this.#decoder.end()}\n`;
    this.#takeRows();
    while (this.#text !== '') {
      this.#leaveOutLine('cut off: the file ends in quotes');
      this.#takeRows();
    }
  }

  #takeRows(): void {
    for (let at = this.#nextBreak(); at !== -1; at = this.#nextBreak()) {
      this.#isInQuotes = isOdd(this.#text, this.#seen, at) !== this.#isInQuotes;
      this.#seen = at + 1;
      if (!this.#isInQuotes) {
        this.#take(this.#text.slice(0, at));
        this.#forget(at + 1);
      } else if (at > MAX_RECORD_BYTES) {
        this.#leaveOutLine(TOO_LONG);
      }
    }
  }

  #nextBreak(): number {
    return this.#text.indexOf('\n', this.#seen);
  }

  #take(row: string): void {
    const text = row.endsWith('\r') ? row.slice(0, -1) : row;
    if (text.length > MAX_RECORD_BYTES) {
      this.#taker.broken(this.#line, TOO_LONG);
    } else if (text !== '') {
      this.#taker.row(this.#line === 1 ? text.replace(/^\uFEFF/, '') : text, this.#line);
    }
  }

  #leaveOutLine(reason: string): void {
    this.#taker.broken(this.#line, reason);
    this.#forget(this.#text.indexOf('\n') + 1);
  }

  #forget(count: number): void {
    for (let at = this.#text.indexOf('\n'); at !== -1 && at < count; at = this.#text.indexOf('\n', at + 1)) {
      this.#line += 1;
    }
    this.#text = this.#text.slice(count);
    this.#seen = 0;
    this.#isInQuotes = false;
  }
}

/** Whether there is an odd number of quotes in a part of a text. */
function isOdd(text: string, from: number, to: number): boolean {
  let isOddSoFar = false;
  for (let at = text.indexOf('"', from); at !== -1 && at < to; at = text.indexOf('"', at + 1)) {
    isOddSoFar = !isOddSoFar;
  }
  return isOddSoFar;
}
