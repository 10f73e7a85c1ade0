import { scanJson } from './json-scan.ts';
import { MAX_RECORD_BYTES, newlinesIn, TOO_LONG } from './line-splitter.ts';

/** One entry of a stream: `["<ns>", "<line>"]`, with an object of structured metadata behind it or not. */
export type LokiEntry = {
  readonly labels: unknown;
  readonly values: unknown;
  /** Entries count from 1, lines too. */
  readonly entry: number;
  readonly line: number;
};

export type LokiTaker = {
  entry(entry: LokiEntry): void;
  broken(line: number, reason: string): void;
};

/** Where a stream's labels begin, or an entry. Neither can stand inside a JSON text: its quotes would be escaped. */
const MARK = /"stream"\s*:\s*\{|\[\s*"\d{10,}"\s*,/g;
const LONGEST_MARK = 512;
const BETWEEN_ENTRIES = /^[\s,[\]{}]*$/;
const BEFORE_FIRST_ENTRY = /^\s*,\s*"values"\s*:\s*\[\s*$/;

/**
 * Finds the entries in an answer of Loki, whatever stands around its streams, as the bytes come.
 *
 * Goes on behind a broken entry with the next one. At most the bytes of one entry are held.
 */
export class LokiSplitter {
  readonly #taker: LokiTaker;
  #bytes: Buffer = Buffer.alloc(0);
  #line = 1;
  /** The line on which what is looked at begins. */
  #markLine = 1;
  #labels: unknown = {};
  #entries = 0;
  /** What stood before the bytes that are looked at. */
  #previous: 'nothing' | 'stream' | 'entry' | 'told' = 'nothing';

  constructor(taker: LokiTaker) {
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

  /** The bytes have ended: after the last entry, the list of entries must have been closed. */
  end(): void {
    this.#run(true);
    const rest = this.#bytes.toString('latin1').trimStart();
    if ((this.#previous === 'entry' && !rest.startsWith(']')) || this.#previous === 'stream') {
      this.#tell('cut off: the answer ends');
    }
  }

  #run(isEnd: boolean): void {
    const text = this.#bytes.toString('latin1');
    let at = 0;
    for (;;) {
      MARK.lastIndex = at;
      const mark = MARK.exec(text);
      if (mark === null) {
        this.#keepFrom(at, isEnd ? at : Math.max(at, text.length - LONGEST_MARK));
        return;
      }
      const gap = text.slice(at, mark.index);
      const start = mark[0].startsWith('[') ? mark.index : mark.index + mark[0].length - 1;
      this.#markLine = this.#line + newlinesIn(this.#bytes.subarray(at, start));
      this.#lookAtGap(gap, mark[0].startsWith('['));
      const end = this.#takeAt(start, mark, isEnd);
      if (end === undefined) {
        this.#keepFrom(at, at);
        return;
      }
      this.#countLines(at, end);
      at = end;
    }
  }

  /** Takes labels or an entry; returns where to go on, or nothing when more bytes are needed. */
  #takeAt(start: number, mark: RegExpExecArray, isEnd: boolean): number | undefined {
    const scan = scanJson(this.#bytes, start);
    if (scan.kind === 'whole' && scan.end - start <= MAX_RECORD_BYTES) {
      this.#take(this.#bytes.toString('utf8', start, scan.end), mark[0].startsWith('['));
      return scan.end;
    }
    const length = this.#bytes.length - start;
    if (scan.kind === 'unfinished' && !isEnd && length <= MAX_RECORD_BYTES) {
      return undefined;
    }
    const reason =
      scan.kind === 'broken'
        ? scan.reason
        : length > MAX_RECORD_BYTES
          ? TOO_LONG
          : 'cut off: the answer ends';
    this.#skipBroken(mark[0].startsWith('['), reason);
    return mark.index + mark[0].length;
  }

  #take(text: string, isEntry: boolean): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.#skipBroken(isEntry, 'not JSON');
      return;
    }
    if (isEntry) {
      this.#entries += 1;
      this.#taker.entry({ labels: this.#labels, values: value, entry: this.#entries, line: this.#markLine });
      this.#previous = 'entry';
    } else {
      this.#labels = value;
      this.#previous = 'stream';
    }
  }

  #skipBroken(isEntry: boolean, reason: string): void {
    if (isEntry) {
      this.#entries += 1;
      this.#tell(`entry ${this.#entries}: ${reason}`);
    } else {
      this.#labels = {};
      this.#tell(`labels of a stream: ${reason}`);
    }
  }

  #lookAtGap(gap: string, isBeforeEntry: boolean): void {
    const isBroken =
      (this.#previous === 'entry' && !BETWEEN_ENTRIES.test(gap)) ||
      (this.#previous === 'stream' && !(isBeforeEntry && BEFORE_FIRST_ENTRY.test(gap)));
    if (isBroken) {
      this.#tell(`after entry ${this.#entries}: not an answer of Loki`);
    }
  }

  #tell(reason: string): void {
    this.#taker.broken(Math.max(this.#line, this.#markLine), reason);
    this.#previous = 'told';
  }

  /** Drops the bytes before `from`; those before `done` are counted already. */
  #keepFrom(done: number, from: number): void {
    if (from > done) {
      this.#leaveGap(this.#bytes.toString('latin1', done, from));
    }
    this.#countLines(done, from);
    this.#bytes = this.#bytes.subarray(from);
  }

  /** What follows is neither labels nor an entry: all is well if the list of entries was closed before it. */
  #leaveGap(gap: string): void {
    if (this.#previous === 'entry' && gap.trimStart().startsWith(']')) {
      this.#previous = 'nothing';
    } else if (this.#previous === 'entry' || this.#previous === 'stream') {
      this.#tell(`after entry ${this.#entries}: not an answer of Loki`);
    }
  }

  #countLines(from: number, to: number): void {
    this.#line += newlinesIn(this.#bytes.subarray(from, to));
  }
}
