import { describe, expect, test } from 'vitest';

import type { LogQuery } from './log-query.ts';
import { printLogQuery, syntaxFault } from './print-log-query.ts';

const EVERYTHING: LogQuery = {
  selector: [{ label: 'app', operator: '=', value: 'x' }],
  lineFilters: [],
  labelFilters: [],
};

describe('syntaxFault', () => {
  test.each<[Partial<LogQuery>, string, string | undefined]>([
    [{}, '{app="x"}', undefined],
    [
      { labelFilters: [[{ kind: 'ip', label: 'A', operator: '=', pattern: '"10.0.0.1"' }]] },
      '{app="x"}|json|A=ip(""10.0.0.1"")',
      'col 23: syntax error: unexpected NUMBER, expecting )',
    ],
    [
      { labelFilters: [[{ kind: 'ip', label: 'A', operator: '=', pattern: 'fd01::1"' }]] },
      '{app="x"}|json|A=ip("fd01::1"")',
      'col 30: literal not terminated',
    ],
    [
      { selector: [{ label: 'ns', operator: '=', value: 'a"b' }] },
      '{ns="a"b"}',
      'col 8: syntax error: unexpected IDENTIFIER, expecting } or ,',
    ],
    [
      { selector: [{ label: 'direction', operator: '>=', value: '1' }] },
      '{direction>="1"}',
      'col 11: syntax error: unexpected >=, expecting = or =~ or !~ or !=',
    ],
    [
      { labelFilters: [[{ kind: 'text', label: 'Bytes', operator: '>=', value: '' }]] },
      '{app="x"}|json|Bytes>=""',
      'col 23: syntax error: unexpected STRING',
    ],
    [
      { labelFilters: [[{ kind: 'number', label: 'Bytes', operator: '=', value: 'x' }]] },
      '{app="x"}|json|Bytes=x',
      'col 22: syntax error: unexpected IDENTIFIER',
    ],
    [
      { labelFilters: [[{ kind: 'text', label: 'a b', operator: '=', value: '' }]] },
      '{app="x"}|json|a b=""',
      'col 16: syntax error: unexpected IDENTIFIER',
    ],
    [
      { lineFilters: [{ operator: '|~', pattern: 'a`b' }] },
      '{app="x"}|~`a`b`',
      'col 16: literal not terminated',
    ],
  ])('of %j, written as %s, is %s', (more, text, fault) => {
    const query = { ...EVERYTHING, ...more };
    expect(printLogQuery(query)).toBe(text);
    expect(syntaxFault(query, '')).toBe(fault && `parse error at line 1, ${fault}`);
  });

  test('counts columns from the beginning of what the query stands in', () => {
    const query = { ...EVERYTHING, selector: [{ label: 'a', operator: '>=', value: '1' } as const] };
    expect(syntaxFault(query, 'rate(')).toContain('col 8:');
  });
});
