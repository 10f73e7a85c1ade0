import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { lowerFilter } from '../src/model/filter/lowering/lower.ts';
import { all } from '../src/model/filter/filter.ts';
import { parseFilter } from '../src/model/filter/language/parse.ts';
import { printFilter } from '../src/model/filter/language/print.ts';
import { readUrlFilters } from '../src/model/filter/link/url-filters.ts';

const DOCUMENT = readFileSync(join(import.meta.dirname, '../docs/filter-grammar.md'), 'utf8');
const [GOOD = '', LINKS = '', BAD = ''] = DOCUMENT.split(/## (?:Links|What is refused)/);

/** The cells of the rows whose first one holds code, and that code. */
function rows(
  text: string,
): readonly { readonly filters: readonly string[]; readonly cells: readonly string[] }[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [first = '', ...cells] = line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim());
      return { filters: [...first.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code), cells };
    });
}

const examples = rows(GOOD)
  .flatMap(({ filters }) => filters)
  .filter((filter) => /[a-z0-9"]/i.test(filter));

describe('the filter grammar', () => {
  test('has examples', () => {
    expect(examples.length).toBeGreaterThan(35);
  });

  test.each(examples)('reads %s, prints what means the same, and finds records by it', (text) => {
    const filter = parseFilter(text);
    if (!filter.ok) {
      throw filter.error;
    }
    expect(parseFilter(printFilter(filter.value))).toEqual(filter);
    expect(lowerFilter(filter.value).ok).toBe(true);
  });

  test.each(rows(LINKS).map(({ filters: [link = ''], cells: [text = ''] }) => [link, text] as const))(
    'reads the link %s as %s',
    (link, text) => {
      const { filter, problems } = readUrlFilters({ filters: link.replace('filters=', '') });
      const meant = parseFilter(text.replaceAll('`', ''));
      expect(filter).toEqual(meant.ok ? all(meant.value) : meant);
      expect(problems).toEqual([]);
    },
  );

  test.each(rows(BAD).map(({ filters: [filter = ''], cells }) => [filter, ...cells] as const))(
    'refuses %s at %s: %s',
    (text, offset, code, suggestion) => {
      const refused = parseFilter(text);
      expect(refused.ok ? undefined : refused.error).toMatchObject({
        offset: Number(offset),
        code,
        ...(suggestion === '' ? { suggestion: undefined } : { suggestion }),
      });
    },
  );
});
