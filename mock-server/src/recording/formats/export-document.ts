import type { Intake } from '../decode/intake.ts';
import { scanJson } from '../scan/json-scan.ts';
import { MAX_RECORD_BYTES, newlinesIn } from '../scan/line-splitter.ts';
import { ObjectSplitter } from '../scan/object-splitter.ts';
import type { Format } from './format.ts';
import type { Splitter } from './read-split.ts';
import { readSplit } from './read-split.ts';

/** How the JSON document begins that `/api/loki/export?format=json` writes. */
export const EXPORT_DOCUMENT = /^\s*\{\s*"query"\s*:\s*\{/;
/** What follows the query. */
const RECORDS = /^\s*,\s*"records"\s*:\s*\[/;
const END = /\]\s*,\s*"count"\s*:\s*(\d+)\s*,\s*"isTruncated"\s*:\s*(true|false)\s*\}\s*$/;
/** The end is shorter, however it is set. */
const END_BYTES = 512;

/**
 * The JSON document of an export (`{"query":…,"records":[…],"count":…,"isTruncated":…}`), pretty-printed or not.
 *
 * One without its end was cut off; a note says so.
 */
export const EXPORT_DOCUMENTS: Format = {
  name: 'an export in JSON',
  order: 'nearly-sorted',
  unit: 'line',
  isDecodedOnce: false,
  read: (file, intake) => readSplit(file, intake, new DocumentSplitter(intake)),
};

/** Takes the head and the end off, and gives what is between them to a splitter of objects. */
class DocumentSplitter implements Splitter {
  readonly #intake: Intake;
  readonly #objects: ObjectSplitter;
  #held: Buffer = Buffer.alloc(0);
  #isInHead = true;

  constructor(intake: Intake) {
    this.#intake = intake;
    this.#objects = new ObjectSplitter({
      object: (text, line) => intake.addJson(text, line),
      salvaged: (text, line) => intake.salvageJson(text, line),
      broken: (line, reason) => {
        intake.leaveOut(line, reason);
      },
    });
  }

  get line(): number {
    return this.#objects.line;
  }

  push(chunk: Buffer): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    if (this.#isInHead && !this.#takeHead()) {
      return;
    }
    const ready = this.#held.length - END_BYTES;
    if (ready > 0) {
      this.#objects.push(this.#held.subarray(0, ready));
      this.#held = this.#held.subarray(ready);
    }
  }

  end(): void {
    // Latin-1 has a character for each byte, so that places in the text are places in the bytes.
    const end = this.#isInHead ? null : END.exec(this.#held.toString('latin1'));
    if (end === null) {
      this.#intake.remark({ code: 'export-cut', text: 'an export that was cut off: its end is missing' });
    } else {
      this.#intake.endExport({ count: Number(end[1]), isTruncated: end[2] === 'true' });
    }
    if (!this.#isInHead) {
      this.#objects.push(this.#held.subarray(0, end?.index));
    }
    this.#objects.end();
  }

  /** Skips the head as soon as it is there; what has none that ends is left out. */
  #takeHead(): boolean {
    const start = this.#held.indexOf('{', this.#held.indexOf('{') + 1);
    const query = scanJson(this.#held, start);
    const end = query.kind === 'whole' ? query.end : this.#held.length;
    const [follows] = RECORDS.exec(this.#held.toString('latin1', end, end + END_BYTES)) ?? [];
    if (follows === undefined) {
      if (query.kind === 'broken' || this.#held.length > MAX_RECORD_BYTES) {
        this.#intake.leaveOut(1, 'an export whose query cannot be read');
        this.#held = Buffer.alloc(0);
      }
      return false;
    }
    const head = this.#held.subarray(0, end + follows.length);
    this.#objects.push(Buffer.from('\n'.repeat(newlinesIn(head))));
    this.#held = this.#held.subarray(head.length);
    this.#isInHead = false;
    return true;
  }
}
