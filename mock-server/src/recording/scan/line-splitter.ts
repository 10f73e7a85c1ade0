const NEWLINE = 0x0a;
/** A longer line, or a longer JSON object, is none that a flow log makes. */
export const MAX_RECORD_BYTES = 1024 * 1024;
/** Why a line or an object of more than `MAX_RECORD_BYTES` is left out. */
export const TOO_LONG = `longer than ${MAX_RECORD_BYTES} bytes`;

/** Who gets the lines; they count from 1. */
export type LineTaker = {
  /** A line without the white space around it, and never an empty one. */
  line(text: string, line: number): void;
  tooLong(line: number): void;
};

/** How many line breaks there are. */
export function newlinesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) {
    count += 1;
  }
  return count;
}

/** Cuts bytes at newlines: whole chunks are decoded at once, and a line of more than 1 MiB is never held. */
export class LineSplitter {
  readonly #taker: LineTaker;
  #line = 1;
  #rest: Buffer[] = [];
  #restBytes = 0;

  constructor(taker: LineTaker) {
    this.#taker = taker;
  }

  /** The number of the line that is being collected. */
  get line(): number {
    return this.#line;
  }

  push(chunk: Buffer): void {
    const first = chunk.indexOf(NEWLINE);
    if (first === -1) {
      this.#keep(chunk);
      return;
    }
    const last = chunk.lastIndexOf(NEWLINE);
    this.#keep(chunk.subarray(0, first));
    this.#takeRest();
    if (last > first) {
      this.#takeLines(chunk.toString('utf8', first + 1, last));
    }
    this.#keep(chunk.subarray(last + 1));
  }

  /** The bytes have ended: what is left is the last line. */
  end(): void {
    if (this.#restBytes > 0) {
      this.#takeRest();
    }
  }

  #takeLines(text: string): void {
    let from = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      this.#take(text.slice(from, at));
      from = at + 1;
    }
    this.#take(text.slice(from));
  }

  #keep(part: Buffer): void {
    this.#restBytes += part.length;
    if (this.#restBytes <= MAX_RECORD_BYTES) {
      this.#rest.push(part);
    } else {
      this.#rest = [];
    }
  }

  #takeRest(): void {
    const isTooLong = this.#restBytes > MAX_RECORD_BYTES;
    const text = Buffer.concat(this.#rest).toString('utf8');
    this.#rest = [];
    this.#restBytes = 0;
    if (isTooLong) {
      this.#taker.tooLong(this.#line);
      this.#line += 1;
    } else {
      this.#take(this.#line === 1 ? text.replace(/^\uFEFF/, '') : text);
    }
  }

  #take(line: string): void {
    const text = line.trim();
    if (text !== '') {
      this.#taker.line(text, this.#line);
    }
    this.#line += 1;
  }
}
