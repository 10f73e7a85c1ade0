import { describe, expect, test } from 'vitest';

import type { JsonValue } from '#model/flow.ts';

import { csvRow } from './csv-row.ts';
import { printValue } from './print-value.ts';

describe('printValue', () => {
  test.each<[JsonValue | undefined, string]>([
    [undefined, '<nil>'],
    [null, '<nil>'],
    [0, '0'],
    [57_580, '57580'],
    [999_999, '999999'],
    [1_000_000, '1e+06'],
    [1_056_236, '1.056236e+06'],
    [1_796_055_760_146, '1.796055760146e+12'],
    [1_796_055_764, '1.796055764e+09'],
    [-1_000_000, '-1e+06'],
    [1e100, '1e+100'],
    [0.25, '0.25'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [true, 'true'],
    ['text', 'text'],
    [['ens5', 'br-ex'], '[ens5 br-ex]'],
    [[0, 1, null], '[0 1 <nil>]'],
    [[], '[]'],
    [{ b: 1, a: ['x'] }, 'map[a:[x] b:1]'],
  ])('prints %j as %s', (value, text) => {
    expect(printValue(value)).toBe(text);
  });
});

describe('csvRow', () => {
  test('puts into quotes what would come apart, and nothing else', () => {
    expect(csvRow(['a', 'b,c', 'd"e', ' f', 'g ', '', '=1', '\\.', 'h\ni'])).toBe(
      'a,"b,c","d""e"," f",g ,,=1,"\\.","h\ni"\n',
    );
  });
});
