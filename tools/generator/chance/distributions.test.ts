import { describe, expect, test } from 'vitest';

import { lognormal, pareto, poisson, WeightedChoice, zipfWeights } from './distributions.ts';
import { Random } from './random.ts';

const DRAWS = 20_000;

function draws(draw: (random: Random) => number): number[] {
  const random = Random.of(1, 1);
  return Array.from({ length: DRAWS }, () => draw(random)).sort((a, b) => a - b);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('distributions', () => {
  test('a lognormal has its median in the middle', () => {
    const values = draws((random) => lognormal(random, 100, 1.5));
    expect((values[DRAWS / 2] ?? 0) / 100).toBeCloseTo(1, 1);
  });

  test('a Pareto stays between its bounds and is as heavy as its exponent says', () => {
    const values = draws((random) => pareto(random, { least: 10, most: 10_000, alpha: 1 }));
    expect(values[0]).toBeGreaterThanOrEqual(10);
    expect(values.at(-1)).toBeLessThanOrEqual(10_000);
    expect(values.filter((value) => value > 100).length / DRAWS).toBeCloseTo(0.1, 1.5);
  });

  test.each([0, 0.3, 5, 100])('a Poisson number has mean and variance %d', (wanted) => {
    const values = draws((random) => poisson(random, wanted));
    const middle = mean(values);
    const variance = mean(values.map((value) => (value - middle) ** 2));
    expect(Math.abs(middle - wanted)).toBeLessThanOrEqual(0.05 * wanted);
    expect(Math.abs(variance - wanted)).toBeLessThanOrEqual(0.1 * wanted);
  });

  test('a weighted choice is made as often as its weight says', () => {
    const weights = zipfWeights(3, 1);
    const choice = new WeightedChoice(['a', 'b', 'c'], (_, rank) => weights[rank] ?? 0);
    const random = Random.of(1, 1);
    const picks = Array.from({ length: DRAWS }, () => choice.pick(random));
    const share = (wanted: string) => picks.filter((pick) => pick === wanted).length / DRAWS;
    expect([share('a'), share('b'), share('c')].map((value) => Math.round(value * 22))).toEqual([12, 6, 4]);
  });
});
