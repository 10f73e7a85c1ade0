import { assert } from '#model/lib/assert.ts';

import type { Random } from './random.ts';

/** A standard normal deviate, by Box and Muller; it uses two numbers of the stream. */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.fraction()));
  return radius * Math.cos(2 * Math.PI * random.fraction());
}

/** Lognormal: its logarithm is normal with deviation `sigma`; half of the values lie below `median`. */
export function lognormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * normal(random));
}

/** What a Pareto distribution is cut to. */
export type ParetoRange = {
  readonly least: number;
  readonly most: number;
  /** The tail's exponent: the smaller, the heavier. */
  readonly alpha: number;
};

/** Pareto between two bounds, by inversion: the heavy tail without its infinite mean. */
export function pareto(random: Random, { least, most, alpha }: ParetoRange): number {
  const tail = (least / most) ** alpha;
  return least / (1 - random.fraction() * (1 - tail)) ** (1 / alpha);
}

/**
 * How many events of a Poisson process fall into a span in which `mean` are expected.
 *
 * Knuth's product of uniforms for small means, in steps of 32 so that `exp` keeps its precision; sums of Poisson
 * numbers are Poisson. Time grows with the mean, as does what is then made of the events.
 */
export function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let rest = mean; rest > 0; rest -= 32) {
    const limit = Math.exp(-Math.min(rest, 32));
    for (let product = random.fraction(); product > limit; product *= random.fraction()) {
      count++;
    }
  }
  return count;
}

/** Weights of ranks 0, 1, 2 … by Zipf's law: the n-th is worth 1/n^exponent of the first. */
export function zipfWeights(count: number, exponent: number): number[] {
  return Array.from({ length: count }, (_, rank) => (rank + 1) ** -exponent);
}

/** Picks among choices by weight, by binary search over the running sums. */
export class WeightedChoice<T> {
  readonly #choices: readonly T[];
  readonly #sums: Float64Array;

  /** At least one choice; weights are above 0. */
  constructor(choices: readonly T[], weightOf: (choice: T, rank: number) => number) {
    this.#choices = choices;
    this.#sums = new Float64Array(choices.length);
    let sum = 0;
    for (const [rank, choice] of choices.entries()) {
      sum += weightOf(choice, rank);
      this.#sums[rank] = sum;
    }
  }

  /** One of the choices. */
  pick(random: Random): T {
    const sums = this.#sums;
    let low = 0;
    let high = sums.length - 1;
    const wanted = random.fraction() * (sums[high] ?? 0);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 0) > wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return at(this.#choices, low);
  }
}

/** One of several, all alike. */
export function pickFrom<T>(random: Random, choices: readonly T[]): T {
  return at(choices, random.below(choices.length));
}

/** The element at a place that is known to exist. */
export function at<T>(elements: readonly T[], index: number): T {
  const element = elements[index];
  assert(element !== undefined, 'there is an element at the place');
  return element;
}
