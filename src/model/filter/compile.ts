import type { SetValue } from '../fields/field-values.ts';
import { fieldValues } from '../fields/field-values.ts';
import type { FieldSpec } from '../fields/field-spec.ts';
import { fieldSpec } from '../fields/registry.ts';
import type { TrafficRecord } from '../flow.ts';
import { assertNever } from '../lib/assert.ts';
import { compileGlob } from '../lib/glob.ts';
import { isInIpRange, parseIp, parseIpRange } from '../net/ip.ts';
import type { Filter, FilterValue, Match } from './filter.ts';
import { foldCase } from './fold-case.ts';
import { isNegative, positiveOf } from './lowering/lower.ts';
import { isNumeric } from './lowering/resolve-match.ts';
import { swapEnds } from './lowering/swap-ends.ts';

/** Says whether a record passes. */
export type RecordPredicate = (record: TrafficRecord) => boolean;

/** Tests the values of one field; none when it is not set. */
type ValuesTest = (values: readonly SetValue[]) => boolean;

/**
 * Compiles a lowered filter to a test of records.
 *
 * `=` is exact and case-sensitive, `~` is "contains" and is not; numbers compare as numbers, addresses as
 * addresses (with blocks and ranges). A list fits when any of its elements does. `''` fits a field that is not
 * set, and nothing else does. Negative operators are exact complements, so a field that is not set passes them.
 */
export function compileFilter(lowered: Filter): RecordPredicate {
  switch (lowered.kind) {
    case 'match':
      return compileMatch(lowered);
    case 'all': {
      const tests = lowered.of.map(compileFilter);
      return (record) => tests.every((test) => test(record));
    }
    case 'any': {
      const tests = lowered.of.map(compileFilter);
      return (record) => tests.some((test) => test(record));
    }
    case 'not': {
      const test = compileFilter(lowered.of);
      return (record) => !test(record);
    }
    case 'eitherWay': {
      const there = compileFilter(lowered.of);
      const back = compileFilter(swapEnds(lowered.of));
      return (record) => there(record) || back(record);
    }
    default:
      return assertNever(lowered);
  }
}

function compileMatch(match: Match): RecordPredicate {
  const spec = fieldSpec(match.field);
  const positive = positiveOf(match);
  const tests = match.values.map((value) => compileValue(positive, value, spec));
  const expected = !isNegative(match);
  return (record) => {
    const values = fieldValues(record, match.field);
    return tests.some((test) => test(values)) === expected;
  };
}

function compileValue({ op }: Match, value: FilterValue, spec: FieldSpec | undefined): ValuesTest {
  switch (op) {
    case '>':
      return compareTest(value, (a, b) => a > b);
    case '>=':
      return compareTest(value, (a, b) => a >= b);
    case '<':
      return compareTest(value, (a, b) => a < b);
    case '<=':
      return compareTest(value, (a, b) => a <= b);
    case '~':
    case '!~':
      return containsTest(value);
    case '=':
    case '!=':
      return equalsTest(value, spec);
  }
}

function compareTest(value: FilterValue, holds: (a: number, b: number) => boolean): ValuesTest {
  const bound = value.kind === 'text' ? numberOf(value.text) : Number.NaN;
  return (values) => values.some((element) => holds(numberOf(element), bound));
}

function containsTest(value: FilterValue): ValuesTest {
  if (value.kind === 'pattern') {
    const test = compileGlob(`*${foldCase(value.pattern)}*`);
    return (values) => values.some((element) => test(foldCase(String(element))));
  }
  if (value.text === '') {
    return isUnset;
  }
  const wanted = foldCase(value.text);
  return (values) => values.some((element) => foldCase(String(element)).includes(wanted));
}

function equalsTest(value: FilterValue, spec: FieldSpec | undefined): ValuesTest {
  if (value.kind === 'pattern') {
    const test = compileGlob(value.pattern);
    return (values) => values.some((element) => test(String(element)));
  }
  if (value.text === '') {
    return isUnset;
  }
  if (spec !== undefined && isNumeric(spec)) {
    const wanted = numberOf(value.text);
    return (values) => values.some((element) => numberOf(element) === wanted);
  }
  return spec?.format === 'ip'
    ? addressTest(value.text)
    : (values) => values.some((v) => String(v) === value.text);
}

function addressTest(text: string): ValuesTest {
  const range = parseIpRange(text);
  return (values) =>
    values.some((element) => {
      const ip = range === undefined ? undefined : parseIp(String(element));
      return ip === undefined || range === undefined ? String(element) === text : isInIpRange(ip, range);
    });
}

function isUnset(values: readonly SetValue[]): boolean {
  return values.length === 0;
}

/** A number, or text that is one; NaN, which compares with nothing, otherwise. */
function numberOf(value: SetValue): number {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}
