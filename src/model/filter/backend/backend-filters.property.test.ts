import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anyText } from '../../testing/arbitrary-filters.ts';
import { parseBackendFilters } from './backend-filters.ts';

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
});
