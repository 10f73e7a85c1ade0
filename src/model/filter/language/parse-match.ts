import { FIELDS, fieldSpec } from '../../fields/registry.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Result } from '../../lib/result.ts';
import { ok } from '../../lib/result.ts';
import { filterDefinition, FILTERS } from '../definitions.ts';
import type { Filter, FilterValue, Match, Operator } from '../filter.ts';
import { OPERATORS } from '../filter.ts';
import { readNumber } from '../lowering/number-value.ts';
import { resolveMatch, specOf } from '../lowering/resolve-match.ts';
import type { Cursor } from './cursor.ts';
import { SPACE } from './cursor.ts';
import type { FilterSyntaxError } from './filter-syntax-error.ts';
import { isQuoteAt, readTypedValue } from './value-text.ts';

/** Words that begin a group when `(` follows. */
export const GROUPS = ['all', 'any', 'not', 'eitherway'] as const;

/** What may be meant as an operator; only the first character may be a colon, with which IPv6 values begin too. */
const OPERATOR_RUN = /[=!<>~:][=!<>~]*/y;

/** A value that is a condition itself: its field, and the operator behind it. */
const CONDITION = /([A-Za-z_][A-Za-z0-9_.]*)\s*(?:[=!<>~])/y;

/** The unit of an amount, written apart from its number. */
const UNIT_APART = /[ \t]+\p{L}+(?=[\s,();&|]|$)/uy;

/** Operators of other languages, and what they are called here. */
const OPERATOR_MEANT: Readonly<Record<string, Operator>> = {
  ':': '=',
  ':=': '=',
  '==': '=',
  '===': '=',
  '!==': '!=',
  '<>': '!=',
  '!': '!=',
  '=~': '~',
  '~=': '~',
  '~~': '~',
  '!=~': '!~',
  '~!': '!~',
  '=!': '!=',
  '=>': '>=',
  '=<': '<=',
};

const FIELD_NAMES = [...FILTERS.map(({ id }) => id), ...FIELDS.map(({ name }) => name), ...GROUPS];

/** Where a bare value ends, and so does a text without a field. */
export function endsValue(character: string): boolean {
  return /[\s,();&|]/.test(character);
}

/** Whether another condition may begin here, or none: behind a value there has to be something between. */
export function isBetweenConditions(cursor: Cursor): boolean {
  return cursor.isAtEnd || (endsValue(cursor.text.charAt(cursor.offset)) && !cursor.isNext('('));
}

/** Whether a name without quotes is one of a filter or of a field. */
export function isFieldName(name: string): boolean {
  return filterDefinition(name) !== undefined || fieldSpec(name) !== undefined;
}

/** The name that was probably meant by one that is none. */
export function nearestField(name: string): string | undefined {
  const group = GROUPS.find((word) => word === name.toLowerCase());
  return group === undefined ? nearest(name, FIELD_NAMES) : `${group}(`;
}

/** The operator and the values of a condition whose field stands before the cursor. */
export function parseMatch(cursor: Cursor, field: string): Result<Filter, FilterSyntaxError> {
  const fieldEnd = cursor.offset;
  cursor.read(SPACE);
  const opStart = cursor.offset;
  const run = cursor.read(OPERATOR_RUN);
  const op = OPERATORS.find((known) => known === run);
  if (op !== undefined) {
    return parseValues(cursor, { kind: 'match', field, op, values: [] }, opStart);
  }
  return run === ''
    ? cursor.refuseAt([fieldEnd, fieldEnd], 'missing-operator', { field, suggestion: '=' })
    : cursor.refuseAt([opStart, opStart + run.length], 'unknown-operator', {
        field,
        suggestion: OPERATOR_MEANT[run],
      });
}

type Place = readonly [start: number, end: number];

function parseValues(cursor: Cursor, match: Match, opStart: number): Result<Filter, FilterSyntaxError> {
  const values: FilterValue[] = [];
  const places: Place[] = [];
  const { field } = match;
  let comma: number | undefined;
  do {
    cursor.read(comma === undefined ? SPACE : /,\s*/y);
    const start = cursor.offset;
    if (isConditionAt(cursor)) {
      return comma === undefined
        ? cursor.refuse('condition-as-value', start + cursor.peek(CONDITION).length, { field })
        : cursor.refuseAt([comma, comma + 1], 'condition-as-value', { field, suggestion: ' ' });
    }
    const read = readTypedValue(cursor.text, start, endsValue);
    if ('code' in read) {
      const end = read.code === 'missing-value' ? read.offset : cursor.text.length;
      return cursor.refuseAt([read.offset, end], read.code, { field });
    }
    cursor.offset = read.end;
    values.push(withUnit(cursor, field, read));
    places.push([start, cursor.offset]);
    if (!isBetweenConditions(cursor)) {
      return cursor.refuse('unexpected-character', cursor.offset + 1, { field });
    }
    comma = nextComma(cursor);
  } while (comma !== undefined);
  const complete: Match = { ...match, values };
  const checked = resolveMatch(complete);
  if (checked.ok) {
    return ok(complete);
  }
  const { code, valueIndex, suggestion, allowed } = checked.error;
  const place = valueIndex === undefined ? undefined : places[valueIndex];
  return cursor.refuseAt(place ?? [opStart, opStart + match.op.length], code, { field, suggestion, allowed });
}

/** Whether a condition begins where a bare value was expected: another was meant, and not a value that looks like it. */
function isConditionAt(cursor: Cursor): boolean {
  CONDITION.lastIndex = cursor.offset;
  const name = CONDITION.exec(cursor.text)?.[1];
  return name !== undefined && isFieldName(name);
}

/** A value that was read, with the unit that stands apart from its number, if any: `10 MB` is `10MB`. */
function withUnit(
  cursor: Cursor,
  field: string,
  { value, end }: { readonly value: FilterValue; readonly end: number },
): FilterValue {
  const format = specOf(field)?.format;
  if (value.kind === 'pattern' || format === undefined || !/^[\d.]+$/.test(value.text)) {
    return value;
  }
  const unit = cursor.peek(UNIT_APART);
  const text = `${value.text}${unit.trim()}`;
  if (unit === '' || isQuoteAt(cursor.text, end - 1) || readNumber(text, format) === undefined) {
    return value;
  }
  cursor.offset += unit.length;
  return { kind: 'text', text };
}

/** Where the comma is before which another value follows; spaces before it are taken. */
function nextComma(cursor: Cursor): number | undefined {
  const end = cursor.offset;
  cursor.read(SPACE);
  if (cursor.isNext(',')) {
    return cursor.offset;
  }
  cursor.offset = end;
  return undefined;
}
