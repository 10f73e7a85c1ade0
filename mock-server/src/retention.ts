import type { FlowStore } from './store/flow-store.ts';

/** How much is kept. */
export type RetentionSettings = {
  /** What is older goes, in ms; absent where nothing grows old: a recording at its own times. */
  readonly maxAgeMs?: number;
  /** The newest so many records stay. */
  readonly maxRecords: number;
};

/** The part of the most that may be stored on top of it before there is another look, which takes time. */
const SLACK = 0.05;

/** Sees to it that a store does not grow beyond its limits, and counts what it had to forget. */
export class Retention {
  readonly #store: FlowStore;
  readonly settings: RetentionSettings;
  #storedRecords = 0;
  #forgottenRecords = 0;

  constructor(store: FlowStore, settings: RetentionSettings) {
    this.#store = store;
    this.settings = settings;
  }

  /** How many records were forgotten so far. */
  get forgottenRecords(): number {
    return this.#forgottenRecords;
  }

  /** More records were stored; forgets when that is a good part of what may be. */
  async noteStored(records: number, nowMs: number): Promise<void> {
    this.#storedRecords += records;
    if (this.#storedRecords >= this.settings.maxRecords * SLACK) {
      await this.enforce(nowMs);
    }
  }

  /** Forgets what is too much or, at this instant, too old. */
  async enforce(nowMs: number): Promise<void> {
    this.#storedRecords = 0;
    const { maxAgeMs, maxRecords } = this.settings;
    const forgotten = await this.#store.forget({
      beforeMs: maxAgeMs === undefined ? -Infinity : nowMs - maxAgeMs,
      maxRecords,
    });
    this.#forgottenRecords += forgotten.records;
  }
}
