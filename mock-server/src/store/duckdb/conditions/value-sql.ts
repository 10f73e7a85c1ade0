import type { FieldSpec } from '#model/fields/field-spec.ts';
import type { FilterValue, Operator } from '#model/filter/filter.ts';
import { foldCase } from '#model/filter/fold-case.ts';
import { isWellFormed } from '#model/filter/language/value-text.ts';
import { isNumeric } from '#model/filter/lowering/resolve-match.ts';
import { compileGlob } from '#model/lib/glob.ts';
import { parseIpRange } from '#model/net/ip.ts';

import type { AddressRange } from '../columnar/dictionary.ts';
import { ipKeyOf } from '../keys/ip-key.ts';
import type { Sql } from '../sql.ts';
import { sql } from '../sql.ts';

/** How one value of a field is tested in SQL, by how it is stored. None is asked about a value that is not set. */
export type ValueTest = {
  readonly ofText: (element: Sql) => Sql;
  readonly ofNumber: (element: Sql) => Sql;
  readonly inDictionary: TextsTest;
};

/** Which texts of the dictionary pass; `name` says what is tested, so that it is tested once. */
export type TextsTest =
  | { readonly kind: 'equal'; readonly text: string }
  | ({ readonly kind: 'addresses' } & AddressRange)
  | { readonly kind: 'texts'; readonly name: string; readonly passes: (text: string) => boolean };

const COMPARISONS = {
  '>': { symbol: sql`>`, holds: (a: number, b: number) => a > b },
  '>=': { symbol: sql`>=`, holds: (a: number, b: number) => a >= b },
  '<': { symbol: sql`<`, holds: (a: number, b: number) => a < b },
  '<=': { symbol: sql`<=`, holds: (a: number, b: number) => a <= b },
  '=': { symbol: sql`=`, holds: (a: number, b: number) => a === b },
} as const;
type Comparison = '>' | '>=' | '<' | '<=';

/**
 * The test for a condition's value that is not `''`; `op` is a positive operator.
 *
 * Half of a pair of surrogates has no place in text of DuckDB: it is found nowhere but in the dictionary.
 */
export function valueTest(op: Operator, value: FilterValue, spec: FieldSpec | undefined): ValueTest {
  const test = textTest(op, value, spec);
  const never = () => sql`false`;
  return isWellFormed(value.kind === 'text' ? value.text : value.pattern)
    ? test
    : { ...test, ofText: never, ofNumber: never };
}

function textTest(op: Operator, value: FilterValue, spec: FieldSpec | undefined): ValueTest {
  if (isComparison(op)) {
    return numberTest(op, value.kind === 'text' ? numberOf(value.text) : Number.NaN);
  }
  if (op === '~') {
    return containsTest(value);
  }
  if (value.kind === 'pattern') {
    return patternTest(value.pattern);
  }
  if (spec !== undefined && isNumeric(spec)) {
    return numberTest('=', numberOf(value.text));
  }
  return spec?.format === 'ip' ? addressTest(value.text) : equalTest(value.text);
}

function isComparison(op: Operator): op is Comparison {
  return op !== '=' && Object.hasOwn(COMPARISONS, op);
}

function equalTest(wanted: string): ValueTest {
  const ofText = (text: Sql) => sql`(${text} = ${wanted})`;
  return {
    ofText,
    ofNumber: (number) => ofText(printedNumber(number)),
    inDictionary: { kind: 'equal', text: wanted },
  };
}

function containsTest(value: FilterValue): ValueTest {
  if (value.kind === 'pattern') {
    const pattern = `*${foldCase(value.pattern)}*`;
    const passes = compileGlob(pattern);
    return {
      ...likeTest(folded, pattern),
      inDictionary: textsTest(`~* ${pattern}`, (text) => passes(foldCase(text))),
    };
  }
  const wanted = foldCase(value.text);
  const ofText = (text: Sql) => sql`contains(${folded(text)}, ${wanted})`;
  return {
    ofText,
    ofNumber: (number) => ofText(printedNumber(number)),
    inDictionary: textsTest(`~ ${wanted}`, (text) => foldCase(text).includes(wanted)),
  };
}

/** Text as `foldCase` makes it; DuckDB puts one letter for one, also where JavaScript puts two. */
function folded(text: Sql): Sql {
  return sql`replace(lower(replace(${text}, 'İ', 'i̇')), 'ς', 'σ')`;
}

function patternTest(pattern: string): ValueTest {
  return {
    ...likeTest((text) => text, pattern),
    inDictionary: textsTest(`* ${pattern}`, compileGlob(pattern)),
  };
}

function likeTest(read: (text: Sql) => Sql, pattern: string): Pick<ValueTest, 'ofText' | 'ofNumber'> {
  const like = likePattern(pattern);
  // Empty text is a field that is not set, which no pattern fits.
  const ofText = (text: Sql) => sql`(${text} <> '' and ${read(text)} like ${like} escape '\\')`;
  return { ofText, ofNumber: (number) => ofText(printedNumber(number)) };
}

function textsTest(name: string, passes: (text: string) => boolean): TextsTest {
  return { kind: 'texts', name, passes: (text) => text !== '' && passes(text) };
}

function numberTest(op: Comparison | '=', bound: number): ValueTest {
  if (Number.isNaN(bound)) {
    const never = () => sql`false`;
    return { ofText: never, ofNumber: never, inDictionary: textsTest('never', () => false) };
  }
  const { symbol, holds } = COMPARISONS[op];
  // A whole number is given to DuckDB as an integer, which not every one fits.
  const isTooLarge = Number.isInteger(bound) && !Number.isSafeInteger(bound);
  const operand = isTooLarge ? sql`cast(${String(bound)} as double)` : sql`${bound}`;
  return {
    ofText: (text) => sql`(${readNumber(text)} ${symbol} ${operand})`,
    ofNumber: (number) => sql`(${number} ${symbol} ${operand})`,
    inDictionary: textsTest(`${op} ${bound}`, (text) => holds(numberOf(text), bound)),
  };
}

function addressTest(text: string): ValueTest {
  const range = parseIpRange(text);
  const isSame = equalTest(text);
  if (range === undefined) {
    return isSame;
  }
  const first = ipKeyOf(range.version, range.first);
  const last = ipKeyOf(range.version, range.last);
  return { ...isSame, inDictionary: { kind: 'addresses', text, first, last } };
}

/** A pattern of `*` as one of `like`, in which `\` escapes. */
function likePattern(pattern: string): string {
  return pattern.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll('*', '%');
}

/** A number as JavaScript prints it: whole numbers without a fraction. */
export function printedNumber(number: Sql): Sql {
  return sql`(case when ${number} = trunc(${number}) and abs(${number}) < 1e15
    then cast(cast(${number} as bigint) as varchar) else cast(${number} as varchar) end)`;
}

/** Text as the number it is, NULL when it is none. Plain decimal notation alone counts. */
export function readNumber(text: Sql): Sql {
  return sql`(case when regexp_full_match(trim(${text}), '[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?')
    then try_cast(trim(${text}) as double) end)`;
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
