import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { Budget, BUDGET, grownBudget } from './budget.ts';

const SIZE = { records: 100, answers: 20, ms: 1_000, isForRows: true };

describe('a budget', () => {
  test('is spent when so many records were read', () => {
    const budget = new Budget(SIZE, () => 0);
    budget.spend(99);
    expect(budget.isSpent).toBe(false);
    budget.spend(1);
    expect(budget.isSpent).toBe(true);
  });

  test('is spent when so much time has passed', () => {
    let nowMs = 5_000;
    const budget = new Budget(SIZE, () => nowMs);
    nowMs = 5_999;
    expect(budget.isSpent).toBe(false);
    nowMs = 6_000;
    expect(budget.isSpent).toBe(true);
  });

  test('is four times as much each time, and then not for the rows alone', () => {
    expect(grownBudget(BUDGET, 0)).toEqual({ records: 50_000, answers: 200, ms: 10_000, isForRows: true });
    expect(grownBudget(BUDGET, 2)).toEqual({
      records: 800_000,
      answers: 3_200,
      ms: 160_000,
      isForRows: false,
    });
  });
});

describe('what is waited for', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('comes when it comes before the time is up', async () => {
    const budget = new Budget(SIZE, Date.now);
    const waited = new Promise<string>((resolve) => setTimeout(() => resolve('answer'), 999));
    const outcome = budget.within(waited, 'late');
    await vi.advanceTimersByTimeAsync(999);
    await expect(outcome).resolves.toBe('answer');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is late when it does not, from when the budget began', async () => {
    const budget = new Budget(SIZE, Date.now);
    await vi.advanceTimersByTimeAsync(600);
    let outcome = '';
    void budget.within(new Promise<string>(() => undefined), 'late').then((late) => (outcome = late));
    await vi.advanceTimersByTimeAsync(399);
    expect(outcome).toBe('');
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome).toBe('late');
  });

  test('fails as it fails', async () => {
    const budget = new Budget(SIZE, Date.now);
    await expect(budget.within(Promise.reject(new Error('refused')), 'late')).rejects.toThrow('refused');
    expect(vi.getTimerCount()).toBe(0);
  });
});
