import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Comparator } from './compare.ts';
import { absentLast, compareBooleans, compareIps, compareNumbers, compareTexts } from './compare.ts';

const anyIp = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.constantFrom('::ffff:1.2.3.4', '1.2.3.4', 'unknown', 'pod-2'),
);
const anyName = fc.oneof(fc.string(), fc.constantFrom('pod-2', 'pod-10', 'Pod-2', 'é', 'e', 'E', '02', '2'));

describe.each<[string, Comparator<unknown>, fc.Arbitrary<unknown>]>([
  ['compareNumbers', compareNumbers as Comparator<unknown>, fc.oneof(fc.double(), fc.integer())],
  ['compareTexts', compareTexts as Comparator<unknown>, anyName],
  ['compareIps', compareIps as Comparator<unknown>, anyIp],
  ['compareBooleans', compareBooleans as Comparator<unknown>, fc.boolean()],
])('%s', (_name, compare, anyValue) => {
  const anyMaybe = fc.oneof({ arbitrary: anyValue, weight: 6 }, fc.constantFrom(undefined, null, ''));

  test.each(['asc', 'desc'] as const)('is a total order, %s, with absent values last', (direction) => {
    const order = absentLast(compare, direction);
    const isAbsent = (value: unknown) => value === undefined || value === null || value === '';
    fc.assert(
      fc.property(anyMaybe, anyMaybe, anyMaybe, (a, b, c) => {
        expect(Math.sign(order(a, b)) + Math.sign(order(b, a))).toBe(0);
        if (order(a, b) <= 0 && order(b, c) <= 0) {
          expect(order(a, c)).toBeLessThanOrEqual(0);
        }
        if (isAbsent(a) && !isAbsent(b)) {
          expect(order(a, b)).toBeGreaterThan(0);
        }
      }),
    );
  });
});
