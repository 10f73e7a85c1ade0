import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anyFilter, anyText } from '../../testing/arbitrary-filters.ts';
import { match } from '../filter.ts';
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

  test('reads a value in quotes as it reads it bare', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('=', '~'), (text, op) => {
        const bare = text.replaceAll(/[\s\\"'“”„‟«»‘’‚‛‹›,()&|=<>!~;]/g, '\\$&');
        const quoted = text.replaceAll(/[\\"]/g, '\\$&');
        fc.pre(text !== '');
        expect(parseFilter(`src_name${op}"${quoted}"`)).toEqual(parseFilter(`src_name${op}${bare}`));
      }),
      MANY_RUNS,
    );
  });

  test('takes a marked star for itself and any other for any text', () => {
    const anyPart = anyText.map((text) => text.replaceAll('*', ''));
    fc.assert(
      fc.property(anyPart, anyPart, fc.boolean(), (before, after, isMarked) => {
        const [start, end] = [before, after].map((part) => part.replaceAll(/[\\"]/g, '\\$&'));
        const text = `${before}*${after}`;
        const value = isMarked ? { kind: 'text', text } : { kind: 'pattern', pattern: text };
        expect(parseFilter(`src_name="${start}${isMarked ? '\\' : ''}*${end}"`)).toEqual({
          ok: true,
          value: { ...match('src_name', '='), values: [value] },
        });
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
