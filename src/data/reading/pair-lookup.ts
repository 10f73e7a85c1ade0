import { conversationIdOf } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { mayBeSecond } from '#model/observers/second-observers.ts';
import { sliceHolding } from '#model/reading/slice.ts';
import { recordKey } from '../../api/record-key.ts';
import { readBack } from './read-back.ts';
import type { ReadContext } from './read-context.ts';
import { flowOptions, idConditions } from './read-context.ts';

/** So many questions are worth it; where it takes more, all flows are read instead. */
const MOST_QUESTIONS = 8;

/** So long before and after a flow another one that overlaps it may end, in ms. */
const AROUND_MS = 20_000;

/** Looks up what other observers reported of the same traffic as flow logs that were found. */
export class PairLookup {
  readonly #context: ReadContext;
  readonly #lookedUp = new Set<TrafficRecord>();
  readonly #found = new Map<string, TrafficRecord>();
  #questions = 0;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  /** Looks around records that it did not look around before; false where it cannot, or where that takes too much. */
  async extend(records: readonly TrafficRecord[]): Promise<boolean> {
    const wanted = records.filter((record) => mayBeSecond(record) && !this.#lookedUp.has(record));
    const ids = wanted.map(conversationIdOf).filter((id) => id !== undefined);
    const conditions = idConditions(ids);
    this.#questions += conditions.length;
    if (ids.length < wanted.length || this.#questions > MOST_QUESTIONS) {
      return false;
    }
    for (const filters of conditions) {
      if (!(await this.#read(filters, wanted))) {
        return false;
      }
    }
    for (const record of wanted) {
      this.#lookedUp.add(record);
    }
    return true;
  }

  /** What was looked up beside some records. */
  beside(records: readonly TrafficRecord[]): readonly TrafficRecord[] {
    const known = new Set(records.map(recordKey));
    return [...this.#found].filter(([key]) => !known.has(key)).map(([, record]) => record);
  }

  async #read(filters: string, around: readonly TrafficRecord[]): Promise<boolean> {
    const { namespace, budget } = this.#context;
    const ends = around.map((record) => numberField(record, 'TimeFlowEndMs') ?? 0);
    const slice = sliceHolding({
      fromMs: ends.reduce((least, end) => Math.min(least, end), Infinity) - AROUND_MS,
      toMs: ends.reduce((most, end) => Math.max(most, end), -Infinity) + AROUND_MS,
    });
    const wanted = { recordType: 'flowLog', filters, namespace } as const;
    for await (const { records, stop } of readBack(wanted, slice, flowOptions(this.#context))) {
      budget.spend(records.length);
      if (stop !== undefined || budget.isSpent) {
        return false;
      }
      for (const record of records) {
        this.#found.set(recordKey(record), record);
      }
    }
    return true;
  }
}
