import { describe, expect, test } from 'vitest';

import { ApiError } from '../../api/api-error.ts';
import type { Traffic } from '../traffic.ts';
import { readFurther } from './read-further.ts';
import type { ReadingEnd, ReadingStop } from './reading-end.ts';
import { stopped, WHOLE } from './reading-end.ts';

const AWAY = new ApiError('loki-away', 'connection refused', { status: 503 });
const BUDGET: ReadingStop = { by: 'budget' };
const FAILED: ReadingStop = { by: 'failure', error: AWAY };

function listed(total: number, end: ReadingEnd): Traffic {
  return { kind: 'conversations', items: [], total, end, isLimitReached: true, serverMs: 0 };
}

describe('reading further', () => {
  const before = listed(22, stopped(BUDGET, 5_000));

  test.each<[string, Traffic, Traffic | undefined]>([
    ['at first', listed(3, stopped(FAILED, 7_000)), undefined],
    ['when it goes further', listed(30, stopped(BUDGET, 4_000)), before],
    ['when it stops at the same instant', listed(22, stopped(BUDGET, 5_000)), before],
    ['to the end', listed(40, WHOLE), before],
  ])('gives what is read now: %s', async (_when, now, earlier) => {
    expect(await readFurther(earlier, () => Promise.resolve(now))).toBe(now);
  });

  test('keeps what was read before when the backend stops answering sooner, and says why', async () => {
    const now = listed(6, stopped(FAILED, 7_000));
    expect(await readFurther(before, () => Promise.resolve(now))).toEqual(listed(22, stopped(FAILED, 5_000)));
  });

  test('keeps it as it was when the time is up sooner', async () => {
    expect(await readFurther(before, () => Promise.resolve(listed(6, stopped(BUDGET, 7_000))))).toBe(before);
  });

  test('keeps it when there is no answer at all, and says why', async () => {
    expect(await readFurther(before, () => Promise.reject(AWAY))).toEqual(listed(22, stopped(FAILED, 5_000)));
    const whole = listed(22, WHOLE);
    expect(await readFurther(whole, () => Promise.reject(AWAY))).toEqual({ ...whole, failure: AWAY });
  });

  test('throws at first, and what is no answer of a backend', async () => {
    await expect(readFurther(undefined, () => Promise.reject(AWAY))).rejects.toBe(AWAY);
    const fault = new TypeError('no');
    await expect(readFurther(before, () => Promise.reject(fault))).rejects.toBe(fault);
  });
});
