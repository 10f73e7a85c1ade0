import { describe, expect, test } from 'vitest';

import { HOSTILE_VALUES } from '../../testing/hostile-values.ts';
import { parseBackendFilters, printBackendFilters } from '../backend/backend-filters.ts';
import { compileFilter } from '../compile.ts';
import type { Filter, Operator } from '../filter.ts';
import { all, match, not } from '../filter.ts';
import { lowerFilter } from '../lowering/lower.ts';
import { parseFilter } from './parse.ts';
import { printFilter } from './print.ts';

const FIELDS = ['src_name', 'name', 'SrcK8S_Zone', 'Odd field', '";|&'];
const OPERATORS: readonly Operator[] = ['=', '!=', '~', '!~'];

/** Every way in which a value can stand in a filter. */
function filtersWith(value: string): readonly Filter[] {
  return FIELDS.flatMap((field) =>
    OPERATORS.flatMap((op) => [
      match(field, op, value),
      not(all(match(field, op, 'a', value, ''), match('dst_port', '=', '80'))),
      { kind: 'match', field, op, values: [{ kind: 'pattern', pattern: `${value.replaceAll('*', '')}*` }] },
    ]),
  );
}

/** Which of all these values a filter on the name of the source lets through. */
function found(filter: Filter): readonly string[] {
  const passes = compileFilter(filter);
  return HOSTILE_VALUES.filter((value) => passes({ SrcK8S_Name: value }));
}

const SHORT = HOSTILE_VALUES.map((value): [string, string] => [JSON.stringify(value).slice(0, 40), value]);

describe('a value that means something elsewhere', () => {
  test.each(SHORT)('survives the text of a filter: %s', (_name, value) => {
    for (const filter of filtersWith(value)) {
      const text = printFilter(filter);
      expect(parseFilter(text)).toEqual({ ok: true, value: filter });
      expect(() => encodeURIComponent(text)).not.toThrow();
    }
  });

  test.each(SHORT)('survives the grammar of the backend: %s', (_name, value) => {
    for (const field of FIELDS) {
      const lowered = lowerFilter(match(field, '=', value));
      const printed = printBackendFilters(lowered.ok ? lowered.value : all());
      const text = printed.ok ? printed.value : '';
      expect(parseBackendFilters(text)).toEqual({ ok: true, value: lowered.ok ? lowered.value : undefined });
      expect(() => encodeURIComponent(text)).not.toThrow();
    }
  });

  test.each(SHORT)('finds the records that hold it and no others: %s', (_name, value) => {
    expect(found(match('SrcK8S_Name', '=', value))).toEqual([value]);
    expect(found(match('SrcK8S_Name', '!=', value))).toHaveLength(HOSTILE_VALUES.length - 1);
    expect(found(match('SrcK8S_Name', '~', value))).toContain(value);
  });
});
