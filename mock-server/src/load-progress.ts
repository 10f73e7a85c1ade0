import { formatCount } from './load-summary.ts';

/** How often a line is printed, in ms. */
const PERIOD_MS = 2000;

type Step = 'read' | 'stored';

/** Says from time to time how far a long load is. */
export class LoadProgress {
  readonly #print: (line: string) => void;
  #step: Step = 'read';
  #records = 0;
  #isOver = false;
  #beganMs: number;
  #printedMs: number;

  /** `nowMs` of this and of `note` is the time of a clock that never goes back. */
  constructor(print: (line: string) => void, nowMs: number) {
    this.#print = print;
    this.#beganMs = nowMs;
    this.#printedMs = nowMs;
  }

  /** The recording is loaded: what comes now is no news. */
  end(): void {
    this.#isOver = true;
  }

  /** So many more records were read or stored; a line every two seconds at most. */
  note(step: Step, records: number, nowMs: number): void {
    if (step !== this.#step) {
      this.#step = step;
      this.#records = 0;
      this.#beganMs = this.#printedMs;
    }
    this.#records += records;
    if (!this.#isOver && nowMs - this.#printedMs >= PERIOD_MS) {
      const rate = Math.round((this.#records * 1000) / (nowMs - this.#beganMs));
      this.#printedMs = nowMs;
      this.#print(`${formatCount(this.#records)} records ${step}, ${formatCount(rate)} a second`);
    }
  }
}
