import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anyFilter, anyText } from '../../testing/arbitrary-filters.ts';
import { parseFilter } from './parse.ts';
import { printFilter } from './print.ts';
import { MANY_RUNS } from '../../testing/many-runs.ts';

/** Text that is nearly a filter: pieces of the grammar in any order. */
const anyNearFilter = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'port',
        'src_name',
        'kind',
        '=',
        '!=',
        '>=',
        '~',
        ',',
        ' ',
        '(',
        ')',
        'any(',
        'not(',
        '"',
        '\\',
        '*',
        '80',
        '10.0.0.0/8',
      ),
      anyText,
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('parseFilter', () => {
  test('undoes printFilter', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parseFilter(printFilter(filter))).toEqual({ ok: true, value: filter });
      }),
      MANY_RUNS,
    );
  });

  test('never throws, and points into the text when it refuses', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyNearFilter), (text) => {
        const result = parseFilter(text);
        if (!result.ok) {
          const { offset, length, found } = result.error;
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset + length).toBeLessThanOrEqual(text.length);
          expect(text.slice(offset, offset + length)).toBe(found);
        }
      }),
      MANY_RUNS,
    );
  });

  test('means the same after printing what it has read', () => {
    fc.assert(
      fc.property(anyNearFilter, (text) => {
        const result = parseFilter(text);
        if (result.ok) {
          expect(parseFilter(printFilter(result.value))).toEqual(result);
        }
      }),
      MANY_RUNS,
    );
  });
});
