import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anyFilter, anyText } from '../../testing/arbitrary-filters.ts';
import { anyRecord } from '../../testing/arbitrary-records.ts';
import { MANY_RUNS } from '../../testing/many-runs.ts';
import { compileFilter } from '../compile.ts';
import { lowerFilter } from '../lowering/lower.ts';
import { parseBackendFilters, printBackendFilters } from './backend-filters.ts';

const anyNearFilter = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'DstPort',
        'SrcAddr',
        'Odd',
        '=',
        '!=',
        '>=',
        '~',
        ',',
        '&',
        '|',
        '!',
        '"',
        '\\',
        '*',
        '80',
      ),
      anyText,
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('parseBackendFilters', () => {
  test('never throws, and points into the text when it refuses', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyNearFilter), (text) => {
        const result = parseBackendFilters(text);
        if (!result.ok) {
          expect(result.error.offset).toBeGreaterThanOrEqual(0);
          expect(result.error.offset).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  test('finds by what is printed of a filter what the filter finds', () => {
    fc.assert(
      fc.property(anyFilter, anyRecord, (filter, record) => {
        const lowered = lowerFilter(filter);
        const printed = lowered.ok ? printBackendFilters(lowered.value) : lowered;
        fc.pre(printed.ok);
        const [meant, read] = [lowered, parseBackendFilters(printed.value)].map(
          (result) => result.ok && compileFilter(result.value)(record),
        );
        expect([read, printed.value]).toEqual([meant, printed.value]);
      }),
      MANY_RUNS,
    );
  });

  test('takes what stands in quotes behind ~ for the whole text, stars or not', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('', '!'), (text, not) => {
        const quoted = `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
        expect(parseBackendFilters(`SrcK8S_Name${not}~${quoted}`)).toEqual(
          parseBackendFilters(`SrcK8S_Name${not}=${quoted}`),
        );
      }),
    );
  });
});
