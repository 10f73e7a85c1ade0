/**
 * Why NetObserv's backend, or the Loki behind it, did not answer. Its statuses say little: most of what Loki refuses
 * comes as 400, with Loki's own status and words in the message.
 */
export const LOKI_FAILURES = [
  /** More records at once than `max_entries_limit_per_query`. */
  'loki-limit',
  /** A longer time range than `max_query_length`. */
  'loki-range',
  /** Too many queries at once. */
  'loki-busy',
  /** It gave up, or did not answer in time. */
  'loki-timeout',
  /** The user may not read these logs. */
  'loki-forbidden',
  /** It cannot be reached, or has no Loki. */
  'loki-away',
  /** A value with a character that it does not take. */
  'refused-sign',
] as const;
export type LokiFailure = (typeof LOKI_FAILURES)[number];

const BY_WORDS: readonly (readonly [RegExp, LokiFailure])[] = [
  [/max_entries_limit_per_query|max entries limit per query exceeded/i, 'loki-limit'],
  [/query time range exceeds the limit|max_query_length/i, 'loki-range'],
  [/too many outstanding requests|rate limit|\[429\]/i, 'loki-busy'],
  [/context deadline exceeded|timeout exceeded|timed? ?out|context canceled|\[504\]/i, 'loki-timeout'],
  [/unauthorized sign/i, 'refused-sign'],
  [/Loki is disabled|disabled Loki|connection refused|no such host|\[50[23]\]/i, 'loki-away'],
  [/Forbidden:|\[403\]/i, 'loki-forbidden'],
];

const BY_STATUS: Readonly<Partial<Record<number, LokiFailure>>> = {
  429: 'loki-busy',
  503: 'loki-away',
  504: 'loki-timeout',
};

/** What kind of failure an answer tells of; `undefined` when its words and its status say nothing of Loki. */
export function lokiFailureOf(status: number, message: string): LokiFailure | undefined {
  return BY_WORDS.find(([words]) => words.test(message))?.[1] ?? BY_STATUS[status];
}

/** How many records Loki answers with at most, as a refusal says: `… (20000 > 5000)`. */
export function entriesLimitIn(message: string): number | undefined {
  const limit = /\(\d+ > (?<limit>\d+)\)/.exec(message)?.groups?.['limit'];
  return limit === undefined ? undefined : Number(limit);
}

const GO_UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, d: 86_400, w: 604_800 };

/** How long a time range may be, in whole seconds, as a refusal says: `…, limit: 30d1h)` or `721h0m0s`. */
export function rangeLimitIn(message: string): number | undefined {
  const length = /limit: (?<length>(?:\d+(?:\.\d+)?[hmsdw])+)\)/.exec(message)?.groups?.['length'];
  if (length === undefined) {
    return undefined;
  }
  const parts = [...length.matchAll(/(\d+(?:\.\d+)?)([hmsdw])/g)];
  return Math.floor(
    parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (GO_UNITS[unit] ?? 0), 0),
  );
}
