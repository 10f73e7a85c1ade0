/** How much is read for one question before the page says what it has, and asks whether to go on. */
export type BudgetSize = {
  readonly records: number;
  /** However few records they hold. */
  readonly answers: number;
  readonly ms: number;
  /** Whether it stops before, once the rows are known and all that is left is to count how many more there are. */
  readonly isForRows: boolean;
};

export const BUDGET: BudgetSize = { records: 50_000, answers: 200, ms: 10_000, isForRows: true };

/** How much more is read each time somebody wants to read on. */
const FACTOR = 4;

/** The budget after so many times. */
export function grownBudget(size: BudgetSize, times: number): BudgetSize {
  const factor = FACTOR ** times;
  return {
    records: size.records * factor,
    answers: size.answers * factor,
    ms: size.ms * factor,
    isForRows: size.isForRows && times === 0,
  };
}

/** What is left of a budget. */
export class Budget {
  #records: number;
  #answers: number;
  readonly #untilMs: number;
  readonly #now: () => number;

  readonly isForRows: boolean;

  /** `now` is a clock in ms. */
  constructor({ records, answers, ms, isForRows }: BudgetSize, now: () => number) {
    this.isForRows = isForRows;
    this.#records = records;
    this.#answers = answers;
    this.#now = now;
    this.#untilMs = now() + ms;
  }

  /** Takes off the records of one answer. */
  spend(records: number): void {
    this.#records -= records;
    this.#answers -= 1;
  }

  /** What is waited for, or something else when the time is up first. */
  async within<T, Late>(waited: Promise<T>, late: Late): Promise<T | Late> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeUp = new Promise<Late>((resolve) => {
      timer = setTimeout(() => resolve(late), Math.max(0, this.#untilMs - this.#now()));
    });
    try {
      return await Promise.race([waited, timeUp]);
    } finally {
      clearTimeout(timer);
    }
  }

  get isSpent(): boolean {
    return this.#records <= 0 || this.#answers <= 0 || this.#now() >= this.#untilMs;
  }
}
