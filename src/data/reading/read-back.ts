import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { Slice } from '#model/reading/slice.ts';
import { cutSlice, nextSlices, secondsIn, unansweredPart } from '#model/reading/slice.ts';
import { ApiError } from '../../api/api-error.ts';
import type { BackendLimits } from './backend-limits.ts';
import type { Budget } from './budget.ts';
import type { ReadingStop } from './reading-end.ts';
import type { SliceAnswer, Wanted } from './slice-source.ts';
import { askSlice } from './slice-source.ts';

/** Records of a stretch of time, newest first, that follows the one before it without a gap. */
export type Stretch = {
  readonly records: readonly TrafficRecord[];
  /** From this instant on all records were read, in ms since the epoch. */
  readonly backToMs: number;
  /** Why reading cannot go on, where it cannot. */
  readonly stop: ReadingStop | undefined;
};

export type ReadOptions = {
  readonly limits: BackendLimits;
  readonly signal: AbortSignal;
  /** Once something was read, reading stops when this is spent. */
  readonly budget: Budget;
  /** Conditions of which each record passes one and only one: how a second is read that holds too much. */
  readonly partition: readonly string[];
  /** How many records the first answer may hold, where few may be enough. */
  readonly firstLimit?: number | undefined;
};

const LATE = Symbol('late');

/**
 * Reads the records of a slice from the newest back, stretch by stretch, as far as somebody takes them.
 *
 * The backend answers with the newest of what is asked for. What it leaves out is asked for next, in pieces that are
 * as long as it can be expected to answer whole, some at once. What is no longer wanted is cancelled.
 */
export async function* readBack(
  wanted: Wanted,
  slice: Slice,
  options: ReadOptions,
): AsyncGenerator<Stretch, undefined> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([options.signal, leaving.signal]);
  let { firstLimit } = options;
  const queue = new SliceQueue(cutSlice(slice, options.limits.rangeSeconds), (piece) =>
    askSlice({ ...wanted, limit: lesser(wanted.limit, firstLimit) }, piece, {
      limits: options.limits,
      signal,
    }),
  );
  let backToMs: number | undefined;
  try {
    // The first answer alone holds few: nothing else is asked before it is there.
    for (let atOnce = 1; ; atOnce = firstLimit === undefined ? options.limits.atOnce : 1) {
      const answered = queue.take(atOnce);
      const next = backToMs === undefined ? await answered : await options.budget.within(answered, LATE);
      if (next === undefined) {
        return;
      }
      if (next === LATE) {
        yield { records: [], backToMs: backToMs ?? Number.POSITIVE_INFINITY, stop: { by: 'budget' } };
        return;
      }
      const { piece, answer } = next;
      if (answer.kind === 'too-long') {
        queue.putBack(cutSlice(piece, options.limits.rangeSeconds));
        continue;
      }
      const isFirst = firstLimit !== undefined;
      firstLimit = undefined;
      if (isFirst && isOneSecond(piece, answer)) {
        queue.putBack([piece]);
        continue;
      }
      const { stretch, left } = await stretchOf(wanted, { piece, answer }, { ...options, signal });
      yield stretch;
      if (stretch.stop !== undefined) {
        return;
      }
      backToMs = stretch.backToMs;
      if (left !== undefined) {
        const seconds = secondsIn(piece) - secondsIn(left);
        const full = lesser(wanted.limit, options.limits.entries) ?? answer.limit;
        queue.putBack(nextSlices(left, (seconds * full) / answer.limit, options.limits.atOnce));
      }
    }
  } catch (error) {
    if (backToMs === undefined || signal.aborted || !(error instanceof ApiError)) {
      throw error;
    }
    yield { records: [], backToMs, stop: { by: 'failure', error } };
  } finally {
    leaving.abort();
  }
}

function lesser(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

/** Whether an answer was cut within the newest second of its slice. */
function isOneSecond(piece: Slice, answer: Answered): boolean {
  return answer.isCut && unansweredPart(piece, oldestOf(answer))?.endS === piece.endS;
}

type Answered = Extract<SliceAnswer, { readonly kind: 'answered' }>;

/** What an answer tells for certain, and what of its slice is left to be asked for. */
async function stretchOf(
  wanted: Wanted,
  { piece, answer }: { readonly piece: Slice; readonly answer: Answered },
  options: ReadOptions,
): Promise<{ readonly stretch: Stretch; readonly left: Slice | undefined }> {
  const left = answer.isCut ? unansweredPart(piece, oldestOf(answer)) : undefined;
  if (left === undefined) {
    return { stretch: { records: answer.records, backToMs: piece.startS * 1000, stop: undefined }, left };
  }
  if (left.endS === piece.endS) {
    return readSecond(wanted, piece, options);
  }
  const backToMs = (left.endS + 1) * 1000;
  const records = answer.records.filter((record) => timeOf(record) >= backToMs);
  return { stretch: { records, backToMs, stop: undefined }, left };
}

/** The newest second of a slice, which holds more than an answer: read part by part. */
async function readSecond(
  wanted: Wanted,
  { startS, endS }: Slice,
  { limits, signal, partition }: ReadOptions,
): Promise<{ readonly stretch: Stretch; readonly left: Slice | undefined }> {
  const second = { startS: endS, endS };
  const records: TrafficRecord[] = [];
  for (const condition of partition) {
    const filters = [wanted.filters, condition].filter((text) => text !== '').join('&');
    const answer = await askSlice({ ...wanted, filters }, second, { limits, signal });
    if (answer.kind === 'too-long' || answer.isCut) {
      return stuckAfter(endS);
    }
    records.push(...answer.records);
  }
  if (partition.length === 0) {
    return stuckAfter(endS);
  }
  records.sort((a, b) => timeOf(b) - timeOf(a));
  return {
    stretch: { records, backToMs: endS * 1000, stop: undefined },
    left: endS > startS ? { startS, endS: endS - 1 } : undefined,
  };
}

function stuckAfter(endS: number): { readonly stretch: Stretch; readonly left: undefined } {
  return { stretch: { records: [], backToMs: (endS + 1) * 1000, stop: { by: 'second' } }, left: undefined };
}

/** The oldest of the newest records, as many as were asked for: a backend may add some that are older. */
function oldestOf({ records, limit }: Answered): number {
  const oldest = records[Math.min(records.length, limit) - 1];
  return oldest === undefined ? Number.POSITIVE_INFINITY : timeOf(oldest);
}

/** Records are kept by the end of their last flow. */
function timeOf(record: TrafficRecord): number {
  return numberField(record, 'TimeFlowEndMs') ?? 0;
}

/** Slices that are still to be read, newest first, with the answers that are on their way. */
class SliceQueue {
  readonly #ask: (piece: Slice) => Promise<SliceAnswer>;
  readonly #pieces: { readonly piece: Slice; answer?: Promise<SliceAnswer> }[];

  constructor(pieces: readonly Slice[], ask: (piece: Slice) => Promise<SliceAnswer>) {
    this.#ask = ask;
    this.#pieces = pieces.map((piece) => ({ piece }));
  }

  /** The answer to the newest slice; so many are asked for at once. */
  async take(atOnce: number): Promise<{ readonly piece: Slice; readonly answer: SliceAnswer } | undefined> {
    for (const waiting of this.#pieces.slice(0, atOnce)) {
      if (waiting.answer === undefined) {
        waiting.answer = this.#ask(waiting.piece);
        // It is waited for in its turn; until then its failure is not one that nobody hears of.
        waiting.answer.catch(() => undefined);
      }
    }
    const newest = this.#pieces.shift();
    return newest?.answer === undefined ? undefined : { piece: newest.piece, answer: await newest.answer };
  }

  /** Slices that come before all others. */
  putBack(pieces: readonly Slice[]): void {
    this.#pieces.unshift(...pieces.map((piece) => ({ piece })));
  }
}
