import { describe, expect, test } from 'vitest';

import { printCell, printName, readCell } from './csv-cell.ts';
import { printPlain } from './plain-number.ts';

describe('printCell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://x";"y")', `"'=HYPERLINK(""http://x"";""y"")"`],
    ['+1', "'+1"],
    ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
    ['-5', `"'-5"`],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['＝1+1', "'＝1+1"],
    ["'=1", "''=1"],
    ["'quoted'", "'quoted'"],
    ['a=b', 'a=b'],
    ['# no end of the file', '"# no end of the file"'],
  ])('keeps a spreadsheet from running %j', (text, cell) => {
    expect(printCell(text, 'text')).toBe(cell);
  });

  test.each([
    [['=1', 'b'], '"\'=1,b"'],
    [{ '=1': 2 }, '"{""=1"":2}"'],
  ])('keeps a spreadsheet from running the list or object %j', (value, cell) => {
    expect(printCell(value, 'text[]')).toBe(cell);
  });

  test.each([
    [undefined, ''],
    [null, ''],
    ['', '""'],
    [true, 'true'],
    ['true', '"true"'],
    [-5, '-5'],
    ['5', '"5"'],
    [1_708_000_000_000, '1708000000000'],
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['two\nlines', '"two\nlines"'],
    ['10.0.0.1', '10.0.0.1'],
  ])('prints %j as %s', (value, cell) => {
    expect(printCell(value, undefined)).toBe(cell);
  });

  test('joins lists by commas, and writes JSON where they would not come apart again', () => {
    expect(printCell(['eth0', 'br-ex'], 'text[]')).toBe('"eth0,br-ex"');
    expect(printCell([0, 1], 'number[]')).toBe('"0,1"');
    expect(printCell(['a, b'], 'text[]')).toBe('"[""a, b""]"');
    expect(printCell([], 'text[]')).toBe('"[]"');
  });
});

describe('printName', () => {
  test('guards and quotes the names of columns, too', () => {
    expect(['SrcAddr', '=1', 'a,b', ''].map(printName)).toEqual(['SrcAddr', "'=1", '"a,b"', '""']);
  });
});

describe('readCell', () => {
  test.each([
    ['<nil>', 'SrcAddr', undefined],
    ['1.708e+12', 'TimeFlowEndMs', 1_708_000_000_000],
    ['[eth0 br-ex]', 'Interfaces', ['eth0', 'br-ex']],
    ['[0 1]', 'IfDirections', [0, 1]],
    ['[]', 'Interfaces', []],
  ])("reads NetObserv's %s", (text, field, value) => {
    expect(readCell({ text, isQuoted: false }, field)).toEqual(value);
  });
});

describe('printPlain', () => {
  test.each([
    [1e21, '1000000000000000000000'],
    [1.5e22, '15000000000000000000000'],
    [-1.25e-7, '-0.000000125'],
    [2 ** 53, '9007199254740992'],
    [-0, '0'],
    [0.5, '0.5'],
  ])('prints %d as %s', (value, text) => {
    expect(printPlain(value)).toBe(text);
    expect(Number(text)).toBe(value + 0);
  });
});
