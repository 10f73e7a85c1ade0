import { ApiError } from '../../api/api-error.ts';
import { entriesLimitIn, rangeLimitIn } from '#model/backend/loki-failure.ts';

/** What Loki allows unless it is told otherwise (`max_entries_limit_per_query`). */
const DEFAULT_ENTRIES = 5_000;

/** So many requests are on their way at once. */
const AT_ONCE = 4;

/** What to do about a refusal: ask again as it is now known to be allowed, or in shorter time ranges, or later. */
export type Remedy = 'again' | 'shorter' | 'later';

/**
 * What NetObserv's backend allows, as far as its refusals have told: only administrators may ask it.
 *
 * One object a page, so that each lesson is learnt once.
 */
export class BackendLimits {
  #entries: number;
  #rangeSeconds = Number.POSITIVE_INFINITY;
  #atOnce = AT_ONCE;

  constructor(entries = DEFAULT_ENTRIES) {
    this.#entries = entries;
  }

  /** How many records one answer holds at most. */
  get entries(): number {
    return this.#entries;
  }

  /** How long a time range may be, in seconds. */
  get rangeSeconds(): number {
    return this.#rangeSeconds;
  }

  /** How many requests it answers at once. */
  get atOnce(): number {
    return this.#atOnce;
  }

  /**
   * Takes note of what a refusal of a question says; `undefined` when nothing can be done about it.
   *
   * Others may have been asked before this was known: what is not news may still be a remedy.
   */
  learn(error: unknown, asked: { readonly limit: number; readonly seconds: number }): Remedy | undefined {
    const code = error instanceof ApiError ? error.code : undefined;
    const message = error instanceof ApiError ? error.message : '';
    switch (code) {
      case 'loki-limit':
        this.#entries = lesser(this.#entries, entriesLimitIn(message));
        return asked.limit > this.#entries ? 'again' : undefined;
      case 'loki-range': {
        const seconds = rangeLimitIn(message);
        // A second less: the end of a range is counted in.
        this.#rangeSeconds = lesser(this.#rangeSeconds, seconds && seconds - 1);
        return asked.seconds > this.#rangeSeconds ? 'shorter' : undefined;
      }
      case 'loki-busy':
        this.#atOnce = 1;
        return 'later';
      default:
        return undefined;
    }
  }
}

/** The lesser of what is known and what was said, if that makes sense. */
function lesser(known: number, said: number | undefined): number {
  return said !== undefined && said >= 1 ? Math.min(known, said) : known;
}
