import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDuration, printDuration } from './duration.ts';
import { nearestInteger, parseInteger } from './integer.ts';
import { mapText } from './json-text.ts';
import { parametersOf, unescapeQuery } from './query-string.ts';
import { quote } from './quote.ts';

describe('parseInteger', () => {
  test.each([
    ['5', 5n],
    ['-5', -5n],
    ['+5', 5n],
    ['9223372036854775807', 2n ** 63n - 1n],
  ])('reads %s', (text, value) => {
    expect(parseInteger(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['x', 'invalid syntax'],
    ['', 'invalid syntax'],
    ['1.5', 'invalid syntax'],
    ['9223372036854775808', 'value out of range'],
  ])('refuses %j as Go does', (text, what) => {
    expect(parseInteger(text)).toEqual({
      ok: false,
      error: `strconv.ParseInt: parsing "${text}": ${what}`,
    });
  });

  test.each([
    ['x', 0n],
    ['7', 7n],
    ['9'.repeat(20), 2n ** 63n - 1n],
    [`-${'9'.repeat(20)}`, -(2n ** 63n)],
  ])('has a nearest number for %s', (text, value) => {
    expect(nearestInteger(text)).toBe(value);
  });
});

describe('parseDuration', () => {
  test.each([
    ['30s', 30_000],
    ['1m30s', 90_000],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['-2ms', -2],
    ['0', 0],
  ])('reads %s', (text, value) => {
    expect(parseDuration(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['x', 'invalid duration "x"'],
    ['', 'invalid duration ""'],
    ['5', 'missing unit in duration "5"'],
    ['1d', 'unknown unit "d" in duration "1d"'],
  ])('refuses %j as Go does', (text, message) => {
    expect(parseDuration(text)).toEqual({ ok: false, error: `time: ${message}` });
  });

  test('prints what it reads', () => {
    expect([12_500, 61_000, 8760 * 3_600_000].map(printDuration)).toEqual(['12.5s', '1m1s', '8760h0m0s']);
    fc.assert(
      fc.property(fc.nat(1e9), (seconds) => {
        expect(parseDuration(printDuration(seconds * 1000))).toEqual({ ok: true, value: seconds * 1000 });
      }),
    );
  });
});

describe('parametersOf', () => {
  test('takes the first value of each, and leaves out what is broken', () => {
    const parameters = parametersOf('/p?a=1&a=2&b=%2541+x&c=%zz&%zz=1&d;e=1&f&g=a=b');
    expect(Object.fromEntries(parameters)).toEqual({ a: '1', b: '%41 x', f: '', g: 'a=b' });
  });

  test('finds none where there are none', () => {
    expect(parametersOf('/p').size + parametersOf('/p?').size).toBe(0);
  });

  test('undoes what encodeURIComponent does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(unescapeQuery(encodeURIComponent(text))).toEqual({ ok: true, value: text });
      }),
    );
  });
});

describe('quote', () => {
  test.each([
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['\t\u0001\u007f\u0085é', '"\\t\\x01\\x7f\\u0085é"'],
  ])('writes %j', (text, quoted) => {
    expect(quote(text)).toBe(quoted);
  });
});

describe('mapText', () => {
  test('writes the keys that are asked for, those of inner maps sorted, and marks of HTML escaped', () => {
    const map = { b: '<&>', a: [1, { d: true, c: null }], n: null, z: 0 };
    expect(mapText(map, ['a', 'b', 'n', 'x'])).toBe('{"a":[1,{"d":true}],"b":"\\u003c\\u0026\\u003e"}');
  });
});
