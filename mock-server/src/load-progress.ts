import { formatCount } from './load-summary.ts';

/** How often a line is printed unless more is wanted, in ms. */
const PERIOD_MS = 2000;

type Step = 'read' | 'stored';

/** Says from time to time how far a long load is. */
export class LoadProgress {
  readonly #print: (line: string) => void;
  readonly #periodMs: number;
  #step: Step = 'read';
  #records = 0;
  #isOver = false;
  #beganMs: number;
  #printedMs: number;

  /** `nowMs` of this and of `note` is the time of a clock that never goes back; with a period of 0 all is told. */
  constructor(print: (line: string) => void, nowMs: number, periodMs = PERIOD_MS) {
    this.#print = print;
    this.#periodMs = periodMs;
    this.#beganMs = nowMs;
    this.#printedMs = nowMs;
  }

  /** The recording is loaded: what comes now is no news. */
  end(): void {
    this.#isOver = true;
  }

  /** So many more records were read or stored; a line once a period at most. */
  note(step: Step, records: number, nowMs: number): void {
    if (step !== this.#step) {
      this.#step = step;
      this.#records = 0;
      this.#beganMs = this.#printedMs;
    }
    this.#records += records;
    if (!this.#isOver && nowMs - this.#printedMs >= this.#periodMs) {
      const rate = Math.round((this.#records * 1000) / Math.max(1, nowMs - this.#beganMs));
      this.#printedMs = nowMs;
      this.#print(`${formatCount(this.#records)} records ${step}, ${formatCount(rate)} a second`);
    }
  }
}
