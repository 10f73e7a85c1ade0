import { describe, expect, test } from 'vitest';

import { ApiError } from '../../api/api-error.ts';
import { BackendLimits } from './backend-limits.ts';

const ASKED = { limit: 5_000, seconds: 7_200 };

const tooMany = new ApiError('loki-limit', 'max entries limit per query exceeded (5000 > 1000)');
const tooLong = new ApiError('loki-range', 'the query time range exceeds the limit (limit: 1h)');
const busy = new ApiError('loki-busy', 'too many outstanding requests');

describe('BackendLimits', () => {
  test('begin with what Loki allows unless it is told otherwise', () => {
    const { entries, rangeSeconds, atOnce } = new BackendLimits();
    expect({ entries, rangeSeconds, atOnce }).toEqual({ entries: 5_000, rangeSeconds: Infinity, atOnce: 4 });
  });

  test('learn how many records an answer may hold', () => {
    const limits = new BackendLimits();
    expect(limits.learn(tooMany, ASKED)).toBe('again');
    expect(limits.entries).toBe(1_000);
  });

  test('learn how long a time range may be, its end counted in', () => {
    const limits = new BackendLimits();
    expect(limits.learn(tooLong, ASKED)).toBe('shorter');
    expect(limits.rangeSeconds).toBe(3_599);
  });

  test('learn to ask one question at a time', () => {
    const limits = new BackendLimits();
    expect(limits.learn(busy, ASKED)).toBe('later');
    expect(limits.atOnce).toBe(1);
  });

  test('know a remedy for what was asked before the lesson, and none for what kept to it', () => {
    const limits = new BackendLimits();
    limits.learn(tooMany, ASKED);
    limits.learn(tooLong, ASKED);
    expect(limits.learn(tooMany, ASKED)).toBe('again');
    expect(limits.learn(tooMany, { ...ASKED, limit: 1_000 })).toBeUndefined();
    expect(limits.learn(tooLong, ASKED)).toBe('shorter');
    expect(limits.learn(tooLong, { ...ASKED, seconds: 3_599 })).toBeUndefined();
  });

  test('never grow', () => {
    const limits = new BackendLimits(500);
    limits.learn(tooMany, ASKED);
    expect(limits.entries).toBe(500);
  });

  test.each([
    ['without a number', new ApiError('loki-limit', 'max entries limit per query exceeded')],
    ['that tells of another limit', new ApiError('loki-timeout', 'context deadline exceeded')],
    ['that is none', new TypeError('(5000 > 1000)')],
  ])('learn nothing from a refusal %s', (_name, error) => {
    const limits = new BackendLimits();
    expect(limits.learn(error, ASKED)).toBeUndefined();
    expect(limits.entries).toBe(5_000);
  });
});
