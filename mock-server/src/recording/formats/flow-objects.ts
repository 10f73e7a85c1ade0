import type { Format } from './format.ts';
import type { Intake } from '../decode/intake.ts';
import { CUT_OFF, ObjectSplitter } from '../scan/object-splitter.ts';
import type { Splitter } from './read-split.ts';
import { readSplit } from './read-split.ts';

/**
 * Flow logs as JSON objects, however they are set: an array, pretty-printed or not (the `.json` of
 * `oc netobserv flows`), or one after another with commas and no brackets (its raw `.txt`).
 */
export const FLOW_OBJECTS: Format = {
  name: 'JSON objects',
  order: 'nearly-sorted',
  unit: 'line',
  isDecodedOnce: false,
  read: (file, intake) => readSplit(file, intake, new ArraySplitter(intake)),
};

/** Finds the objects, and tells of an array that is not closed: it was cut off behind one of them. */
class ArraySplitter implements Splitter {
  readonly #intake: Intake;
  readonly #objects: ObjectSplitter;
  #first = '';
  #last = '';
  #isEndTold = false;

  constructor(intake: Intake) {
    this.#intake = intake;
    this.#objects = new ObjectSplitter({
      object: (text, line) => intake.addJson(text, line),
      salvaged: (text, line) => intake.salvageJson(text, line),
      broken: (line, reason) => {
        this.#isEndTold ||= reason === CUT_OFF;
        intake.leaveOut(line, reason);
      },
    });
  }

  get line(): number {
    return this.#objects.line;
  }

  push(chunk: Buffer): void {
    const text = chunk
      .toString('latin1')
      .replace(/^\u00EF\u00BB\u00BF/, '')
      .trim();
    this.#first ||= text.slice(0, 1);
    this.#last = text.slice(-1) || this.#last;
    this.#objects.push(chunk);
  }

  end(): void {
    this.#objects.end();
    if (this.#first === '[' && this.#last !== ']' && !this.#isEndTold) {
      this.#intake.leaveOut(this.#objects.line, 'cut off: the array is not closed');
    }
  }
}
