import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anyMatch, anyText } from '../../testing/arbitrary-filters.ts';
import { conditionsOf, filterOf, MATCH_MODES } from '../conditions.ts';
import { resolveMatch } from '../lowering/resolve-match.ts';
import { readUrlFilters, writeUrlFilters } from './url-filters.ts';
import { MANY_RUNS } from '../../testing/many-runs.ts';

const anyGroup = fc
  .record({ mode: fc.constantFrom(...MATCH_MODES), conditions: fc.array(anyMatch, { maxLength: 4 }) })
  .map(filterOf);

const anyNearLink = fc
  .array(
    fc.oneof(fc.constantFrom('port', 'src_name', '=', '!=', '>=', '~', ',', ';', '"', '*', '80'), anyText),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));

describe('readUrlFilters', () => {
  test('reads back what writeUrlFilters has written, with names resolved', () => {
    fc.assert(
      fc.property(anyGroup, (filter) => {
        const written = writeUrlFilters(filter);
        fc.pre(written !== undefined);
        const { mode, conditions } = conditionsOf(filter);
        const resolved = conditions.map((condition) => {
          const result = condition.kind === 'match' ? resolveMatch(condition) : undefined;
          return result?.ok === true ? result.value : condition;
        });
        expect(readUrlFilters(written)).toEqual({
          filter: filterOf({ mode, conditions: resolved }),
          problems: [],
        });
      }),
      MANY_RUNS,
    );
  });

  test('writes again what it has read, and reads that the same', () => {
    fc.assert(
      fc.property(anyNearLink, fc.constantFrom('all', 'any', 'bidirectional'), (filters, match) => {
        const read = readUrlFilters({ filters, match });
        const written = writeUrlFilters(read.filter);
        if (written !== undefined) {
          expect(readUrlFilters(written)).toEqual({ filter: read.filter, problems: [] });
        }
      }),
      MANY_RUNS,
    );
  });

  test('takes a value in quotes for the whole text, with any text where a star stands', () => {
    const anyPlain = anyText.filter((text) => !/[;,=~"<>]/.test(text) && text.trim() === text && text !== '');
    fc.assert(
      fc.property(anyPlain, fc.constantFrom('=', '~'), fc.constantFrom('', '!'), (text, op, not) => {
        const [quoted, bare] = [`src_zone${not}${op}"${text}"`, `src_zone${not}=${text}`];
        expect(readUrlFilters({ filters: quoted })).toEqual(readUrlFilters({ filters: bare }));
      }),
      MANY_RUNS,
    );
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyNearLink), anyText, anyText, (filters, match, bnf) => {
        expect(() => readUrlFilters({ filters, match, bnf })).not.toThrow();
      }),
      MANY_RUNS,
    );
  });
});
