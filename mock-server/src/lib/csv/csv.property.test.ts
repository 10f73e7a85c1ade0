import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { FieldType } from '#model/fields/field-spec.ts';
import { FIELDS } from '#model/fields/registry.ts';
import type { JsonValue } from '#model/flow.ts';

import { printCell, printName, readCell, readName } from './csv-cell.ts';
import { readRow } from './csv-row.ts';

/** Text that CSV, spreadsheets and readers of types stumble over. */
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^['=+\-@\t\r\n",#[\]{}<>a1 ]{0,6}$/),
  fc.constantFrom('true', 'false', '12', '-1.5e3', '<nil>', 'null', '', '[a]', '{}', '# complete: 1 record'),
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
);
const VALUES: Readonly<Record<FieldType, fc.Arbitrary<JsonValue>>> = {
  text: nasty,
  number,
  boolean: fc.boolean(),
  'text[]': fc.array(nasty),
  'number[]': fc.array(number),
};
const fieldWithValue = fc
  .constantFrom(...FIELDS)
  .chain(({ name, type }) => fc.tuple(fc.constant(name), fc.constant(type), VALUES[type]));

describe('a row of CSV', () => {
  test('gives back the values of fields that hold what their type says', () => {
    fc.assert(
      fc.property(fc.array(fieldWithValue, { minLength: 1 }), (fields) => {
        const row = fields.map(([, type, value]) => printCell(value, type)).join(',');
        const cells = readRow(row) ?? [];
        expect(cells.map((cell, index) => readCell(cell, fields[index]?.[0] ?? ''))).toEqual(
          fields.map(([, , value]) => value),
        );
      }),
    );
  });

  test('gives back what is in fields that the project does not know, but text that is JSON', () => {
    const isText = (text: string) => !/^[[{]/.test(text);
    const anyValue = fc.oneof(
      nasty.filter(isText),
      number,
      fc.boolean(),
      fc.array(nasty),
      fc.dictionary(
        nasty.filter((key) => key !== '__proto__'),
        fc.oneof(nasty, number),
      ),
    );
    fc.assert(
      fc.property(fc.array(anyValue, { minLength: 1 }), (values) => {
        const cells = readRow(values.map((value) => printCell(value, undefined)).join(',')) ?? [];
        expect(cells.map((cell) => readCell(cell, 'Odd'))).toEqual(JSON.parse(JSON.stringify(values)));
      }),
    );
  });

  test('gives back the names of columns', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1 }), (names) => {
        expect(readRow(names.map(printName).join(','))?.map(readName)).toEqual(names);
      }),
    );
  });

  test('never holds text that a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const [cell] = readRow(printCell(text, 'text')) ?? [];
        expect(cell?.text).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

describe('readRow', () => {
  test.each(['a"b', '"a"b', '"a', 'a\nb'])('refuses %j', (row) => {
    expect(readRow(row)).toBeUndefined();
  });
});
