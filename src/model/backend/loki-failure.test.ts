import { describe, expect, test } from 'vitest';

import { entriesLimitIn, lokiFailureOf, rangeLimitIn } from './loki-failure.ts';

const REFUSED_LIMIT =
  'Error from Loki query: [400] Loki message: max entries limit per query exceeded, limit > max_entries_limit_per_query (20000 > 5000)';
const REFUSED_RANGE =
  'Error from Loki query: [400] Loki message: the query time range exceeds the limit (query length: 2160h0m0s, limit: 30d1h)';

describe('lokiFailureOf', () => {
  test.each([
    [400, REFUSED_LIMIT, 'loki-limit'],
    [400, REFUSED_RANGE, 'loki-range'],
    [400, 'Error from Loki query: [429] Loki message: too many outstanding requests', 'loki-busy'],
    [500, 'loki: too many outstanding requests', 'loki-busy'],
    [429, '', 'loki-busy'],
    [400, 'Error from Loki query: [504] Loki message: context deadline exceeded', 'loki-timeout'],
    [504, 'Gateway Timeout', 'loki-timeout'],
    [400, 'unauthorized sign in flows request: "a b"', 'refused-sign'],
    [400, 'Cannot perform flows query with disabled Loki', 'loki-away'],
    [503, 'dial tcp 10.0.0.1:3100: connect: connection refused', 'loki-away'],
    [403, 'Error from Loki query: [403] Forbidden: no', 'loki-forbidden'],
    [400, 'invalid record type: x', undefined],
    [500, 'Internal Server Error', undefined],
  ])('of %d %j is %s', (status, message, expected) => {
    expect(lokiFailureOf(status, message)).toBe(expected);
  });
});

test('what Loki allows is in its refusal', () => {
  expect(entriesLimitIn(REFUSED_LIMIT)).toBe(5000);
  expect(entriesLimitIn('no')).toBeUndefined();
  expect(rangeLimitIn(REFUSED_RANGE)).toBe(30 * 86_400 + 3600);
  expect(rangeLimitIn('(query length: 2h, limit: 1h30m0.5s)')).toBe(5400);
  expect(rangeLimitIn('limit')).toBeUndefined();
});
