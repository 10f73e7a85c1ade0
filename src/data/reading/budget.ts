/** How much is read for one question before the page says what it has, and asks whether to go on. */
export type BudgetSize = { readonly records: number; readonly ms: number };

export const BUDGET: BudgetSize = { records: 50_000, ms: 10_000 };

/** How much more is read each time somebody wants to read on. */
const FACTOR = 4;

/** The budget after so many times. */
export function grownBudget({ records, ms }: BudgetSize, times: number): BudgetSize {
  return { records: records * FACTOR ** times, ms: ms * FACTOR ** times };
}

/** What is left of a budget. */
export class Budget {
  #records: number;
  readonly #untilMs: number;
  readonly #now: () => number;

  /** `now` is a clock in ms. */
  constructor({ records, ms }: BudgetSize, now: () => number) {
    this.#records = records;
    this.#now = now;
    this.#untilMs = now() + ms;
  }

  spend(records: number): void {
    this.#records -= records;
  }

  get isSpent(): boolean {
    return this.#records <= 0 || this.#now() >= this.#untilMs;
  }
}
