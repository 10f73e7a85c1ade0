import { describe, expect, test } from 'vitest';

import { match, pattern } from '#model/filter/filter.ts';
import type { Filter } from '#model/filter/filter.ts';
import { HOSTILE_VALUES } from '#model/testing/hostile-values.ts';
import { readUrl, urlProblems, writeUrl } from './url-state.ts';

describe('a link', () => {
  test.each(HOSTILE_VALUES.map((value): [string, string] => [JSON.stringify(value).slice(0, 40), value]))(
    'carries a value that means something elsewhere: %s',
    (_name, value) => {
      const conditions: readonly Filter[] = [
        match('src_name', '=', value),
        match('dst_name', '!=', value, ''),
        match('dst_namespace', '!~', value),
        { ...match('namespace', '='), values: [pattern(`${value}*`)] },
        match('Odd field', '=', value),
      ];
      for (const condition of conditions) {
        const filter: Filter = { kind: 'all', of: [condition, match('dst_port', '=', '80')] };
        const search = writeUrl('?a=%3B', { filter, off: [condition] });
        expect(readUrl(search, 'filter')).toEqual({ value: filter, problems: [] });
        expect(readUrl(search, 'off')).toEqual({ value: [condition], problems: [] });
        expect(urlProblems(search)).toEqual([]);
        // The address bar gives it back as it is.
        expect(new URL(`http://127.0.0.1/${search}`).search).toBe(search);
      }
    },
  );
});
