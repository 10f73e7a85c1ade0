import { scanJson } from './json-scan.ts';
import { MAX_RECORD_BYTES, newlinesIn, TOO_LONG } from './line-splitter.ts';

/** Who gets the objects; lines count from 1 and are those on which an object begins. */
export type ObjectTaker = {
  /** The text of one object; says whether it is JSON. What is not is searched for other objects. */
  object(text: string, line: number): boolean;
  /**
   * Text that may be one of the good objects behind a broken one, or a part of that: not told when it is none. Says
   * whether it is JSON.
   */
  salvaged(text: string, line: number): boolean;
  broken(line: number, reason: string): void;
};

const OPEN_BRACE = 0x7b;
const BETWEEN = /^[\s,[\]\uFEFF]*$/;
const SHOWN_CHARACTERS = 40;
/** Why an object is broken that the end of the file is in. */
export const CUT_OFF = 'cut off: the file ends';

/**
 * Finds the outermost JSON objects in a stream of bytes, whatever holds them: an array, pretty-printed or not, or
 * nothing but commas and line breaks.
 *
 * Something that is no object is told once and skipped; after an object that is cut off or no JSON, it goes on with
 * the next one that begins behind its first brace. At most the bytes of one object are held.
 */
export class ObjectSplitter {
  readonly #taker: ObjectTaker;
  #bytes: Buffer = Buffer.alloc(0);
  #line = 1;
  #isInGarbage = false;
  /** How far a broken object was looked through already: what begins before that may be a part of it. */
  #brokenUntil = 0;

  constructor(taker: ObjectTaker) {
    this.#taker = taker;
  }

  /** The number of the line that is reached. */
  get line(): number {
    return this.#line;
  }

  push(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    this.#run(false);
  }

  /** The bytes have ended: an object that is open is broken. */
  end(): void {
    this.#run(true);
  }

  #run(isEnd: boolean): void {
    let at = 0;
    for (;;) {
      const start = this.#bytes.indexOf(OPEN_BRACE, at);
      this.#skip(at, start === -1 ? this.#bytes.length : start);
      if (start === -1) {
        this.#forget(this.#bytes.length);
        return;
      }
      const next = this.#takeAt(start, isEnd);
      if (next === undefined) {
        this.#forget(start);
        return;
      }
      at = next;
    }
  }

  /** Takes the object that begins here; returns where to go on, or nothing when more bytes are needed. */
  #takeAt(start: number, isEnd: boolean): number | undefined {
    const isSuspect = start < this.#brokenUntil;
    const scan = scanJson(this.#bytes, start);
    if (scan.kind === 'whole' && scan.end - start <= MAX_RECORD_BYTES) {
      const text = this.#bytes.toString('utf8', start, scan.end);
      const isJson = isSuspect
        ? this.#taker.salvaged(text, this.#line)
        : this.#taker.object(text, this.#line);
      if (!isJson) {
        return this.#breakOff(start, scan.end);
      }
      this.#isInGarbage &&= isSuspect;
      this.#countLines(start, scan.end);
      return scan.end;
    }
    const length = this.#bytes.length - start;
    if (scan.kind === 'unfinished' && !isEnd && length <= MAX_RECORD_BYTES) {
      return undefined;
    }
    const reason = scan.kind === 'broken' ? scan.reason : length > MAX_RECORD_BYTES ? TOO_LONG : CUT_OFF;
    if (!isSuspect) {
      this.#taker.broken(this.#line, reason);
    }
    return this.#breakOff(start, scan.kind === 'broken' ? scan.at : this.#bytes.length);
  }

  #breakOff(start: number, until: number): number {
    this.#brokenUntil = Math.max(this.#brokenUntil, until);
    this.#isInGarbage = true;
    return start + 1;
  }

  /** Goes over what stands between objects. */
  #skip(from: number, to: number): void {
    const isSuspect = from < this.#brokenUntil;
    if (!isSuspect && !this.#isInGarbage && from < to) {
      const between = this.#bytes.toString('utf8', from, to);
      if (!BETWEEN.test(between)) {
        const garbage = between.replace(/^[\s,[\]]+/, '');
        const linesBefore = between.slice(0, between.length - garbage.length).split('\n').length - 1;
        this.#taker.broken(
          this.#line + linesBefore,
          `not a JSON object: ${garbage.slice(0, SHOWN_CHARACTERS).trim()}`,
        );
        this.#isInGarbage = true;
      }
    }
    this.#countLines(from, to);
  }

  #countLines(from: number, to: number): void {
    this.#line += newlinesIn(this.#bytes.subarray(from, to));
  }

  #forget(count: number): void {
    this.#bytes = this.#bytes.subarray(count);
    this.#brokenUntil = Math.max(0, this.#brokenUntil - count);
  }
}
