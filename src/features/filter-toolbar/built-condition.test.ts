import { describe, expect, test } from 'vitest';

import { filterDefinition } from '#model/filter/definitions.ts';
import type { FilterValue } from '#model/filter/filter.ts';
import { buildCondition } from './built-condition.ts';

/** The values that a form makes of this text, or what it says is wrong. */
function valuesOf(values: string): readonly FilterValue[] | string {
  const definition = filterDefinition('tls_version');
  if (definition === undefined) {
    throw new Error('There is no such filter.');
  }
  const built = buildCondition({ definition, end: 'source', comparison: '=', values });
  if (!built.ok) {
    return built.error.code;
  }
  return built.value.kind === 'match' ? built.value.values : [];
}

const text = (content: string): FilterValue => ({ kind: 'text', text: content });

describe('the values of a form', () => {
  test.each<readonly [typed: string, values: readonly FilterValue[]]>([
    ['TLS 1.3, TLS 1.2 ', [text('TLS 1.3'), text('TLS 1.2')]],
    ['TLS*', [{ kind: 'pattern', pattern: 'TLS*' }]],
    ['a"b\\c', [text('a"b\\c')]],
    [' "a,b" , "c\\"d\\\\",e', [text('a,b'), text('c"d\\'), text('e')]],
    ['"50*"', [{ kind: 'pattern', pattern: '50*' }]],
    ['"50\\*",50\\*', [text('50*'), text('50*')]],
    ['""', [text('')]],
    [',a,,b,', [text('a'), text('b')]],
  ])('are read from %s', (typed, values) => {
    expect(valuesOf(typed)).toEqual(values);
  });

  test.each([
    ['', 'missing-value'],
    [' , ', 'missing-value'],
    ['"a', 'unclosed-quote'],
    ['"a"b', 'unexpected-quote'],
    ['a\\**', 'star-in-pattern'],
    ['"a\\**"', 'star-in-pattern'],
  ])('are refused in %j: %s', (typed, code) => {
    expect(valuesOf(typed)).toBe(code);
  });
});
