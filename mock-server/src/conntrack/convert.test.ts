import { describe, expect, test } from 'vitest';

import { formatGoValue, formatPlainDecimal, isTruthy, parseGoFloat, toBits32, toFloat64 } from './convert.ts';

describe('parseGoFloat', () => {
  test.each([
    ['6', 6],
    ['+6', 6],
    ['-2.5', -2.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1E-3', 0.001],
    ['1_7', 17],
    ['1_0.2_5e1_0', 1.025e11],
    ['1e-400', 0],
    ['0x6p0', 6],
    ['0x1.8p1', 3],
    ['-0X.8P1', -1],
    ['0x_ap-1', 5],
    ['inf', Infinity],
    ['+Infinity', Infinity],
    ['-INF', -Infinity],
    ['NaN', NaN],
  ])('reads %s', (text, value) => {
    expect(parseGoFloat(text)).toBe(value);
  });

  test.each([
    '',
    ' 6',
    '6 ',
    'abc',
    '1e',
    '.',
    '+',
    '1__7',
    '_1',
    '1_',
    '1_.5',
    '1._5',
    '1e400',
    '-1e400',
    '0x6',
    '0xp1',
    '0x1p9999',
    '+nan',
    'infin',
    '0b1',
    '1,5',
    '١',
  ])('refuses %j', (text) => {
    expect(parseGoFloat(text)).toBeUndefined();
  });
});

describe('toFloat64', () => {
  test.each([[true], [['6']], [{}], [null], [undefined]])('does not convert %j', (value) => {
    expect(toFloat64(value)).toBeUndefined();
  });
});

describe('isTruthy', () => {
  test.each([true, '1', 't', 'T', 'TRUE', 'true', 'True', 1, 1.5])('holds for %j', (value) => {
    expect(isTruthy(value)).toBe(true);
  });

  test.each([false, '0', 'tRue', 'maybe', '', 0, 0.9, -1, 2, NaN, null, [true]])(
    'does not hold for %j',
    (value) => {
      expect(isTruthy(value)).toBe(false);
    },
  );
});

describe('toBits32', () => {
  test.each([
    [257.99, 257],
    [-1, -1],
    [2 ** 32 + 1, 1],
    [2 ** 63 + 2 ** 11, 0],
    [NaN, 0],
    [Infinity, 0],
    ['1', 1],
    ['4294967295', -1],
  ])('reads %j', (value, bits) => {
    expect(toBits32(value)).toBe(bits);
  });

  test.each([['4294967296'], ['+1'], ['0x1'], [' 1'], [''], [true], [[1]], [null], [undefined]])(
    'does not convert %j',
    (value) => {
      expect(toBits32(value)).toBeUndefined();
    },
  );
});

describe('formatPlainDecimal', () => {
  test.each([
    [0, '0'],
    [-0, '-0'],
    [6, '6'],
    [-6.5, '-6.5'],
    [120, '120'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [0.1, '0.1'],
    [Infinity, '+Inf'],
    [-Infinity, '-Inf'],
    [NaN, 'NaN'],
  ])('writes %d', (value, text) => {
    expect(formatPlainDecimal(value)).toBe(text);
  });
});

describe('formatGoValue', () => {
  test.each([
    [6, '6'],
    [6.5, '6.5'],
    [0, '0'],
    [1e20, '100000000000000000000'],
    [1e21, '1e+21'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    ['text', 'text'],
    [true, 'true'],
    [null, '<nil>'],
  ])('writes %j', (value, text) => {
    expect(formatGoValue(value)).toBe(text);
  });
});
