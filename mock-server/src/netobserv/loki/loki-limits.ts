/** How much Loki lets be asked for, by its defaults. */
export const LOKI_LIMITS = {
  /** Log lines of one query. */
  entries: 5000,
  /** Where a query does not say how many. */
  defaultEntries: 100,
  /** Series that a metric has before the greatest are chosen, over all of its instants. */
  series: 500,
  /** Steps from the start to the end. */
  points: 11_000,
  /** From the start to the end, in ms: 30 days and an hour. */
  lengthMs: 721 * 3_600_000,
  /** How far back a query looks that has no start, in ms. */
  sinceMs: 3_600_000,
} as const;

/**
 * How many streams an answer may have so that NetObserv's backend comes to its end.
 *
 * An answer to filters on fields of lines has a stream for nearly every line. One of 490 streams was answered; at
 * 2021 the backend dropped the connection. Where in between it begins to is not known.
 */
export const ANSWERED_STREAMS = 1000;
