import { fieldSpec } from '../../fields/registry.ts';
import type { Result } from '../../lib/result.ts';
import { err, ok } from '../../lib/result.ts';
import { BackendFilterError, FilterTooLargeError } from './backend-filter-error.ts';
import type { BackendFilterCode } from './backend-filter-error.ts';
import type { Literal } from './disjunction.ts';
import { toDisjunction } from './disjunction.ts';
import { filterDefinition } from '../definitions.ts';
import type { Filter, FilterValue, Match, Operator } from '../filter.ts';
import { all, any, EVERYTHING, not, OPERATORS } from '../filter.ts';
import { positiveOf } from '../lowering/lower.ts';
import { isNumeric, resolveAnyWord } from '../lowering/resolve-match.ts';
import { simplifyFilter } from '../simplify.ts';
import type { ReadValue } from '../language/value-text.ts';
import {
  printBare,
  printPattern,
  printText,
  quote,
  readQuotedName,
  readValue,
} from '../language/value-text.ts';

/** How many conditions a printed filter may have: both grammars and stores have to cope with it. */
export const MAX_BACKEND_CONDITIONS = 1000;

const NAME = /[A-Za-z_][A-Za-z0-9_.]*/y;
const SPACE = /\s*/y;
const OPERATOR = /!=|!~|>=|<=|[=~><]/y;

/**
 * Prints a lowered filter in the grammar of the backend's `filters` parameter, not yet URL-encoded.
 *
 *     filters   = group | group…                any of them; nothing: every record
 *     group     = condition & condition…        all of them
 *     condition = Field op value,value…         with a `!` before it: its complement
 *
 * NetObserv's grammar, with two additions: values are quoted or escaped where they would break it (see
 * `value-text.ts`), and the leading `!`, for the complement of a comparison. A filter that nothing passes is
 * printed as a contradiction.
 */
export function printBackendFilters(lowered: Filter): Result<string, FilterTooLargeError> {
  const groups = toDisjunction(simplifyFilter(lowered), MAX_BACKEND_CONDITIONS);
  if (groups === undefined) {
    return err(new FilterTooLargeError(MAX_BACKEND_CONDITIONS));
  }
  if (groups.length === 0) {
    return ok('_HashId=""&_HashId!=""');
  }
  const texts = groups.map((group) => [...new Set(group.map(printLiteral))].join('&'));
  return ok([...new Set(texts)].join('|'));
}

/**
 * Parses a `filters` parameter, decoded: NetObserv's and ours. Never throws.
 *
 * As NetObserv means it: `~"v"` is exact, `*` is any text, in quotes, too (`~"v*"` is `=v*`), `""` is a field that
 * is not set, `~` on a number is `=`, and a name without `Src` or `Dst` (`Port`) looks at both ends. `\*` is a star. Values that do not fit a known field are refused.
 */
export function parseBackendFilters(text: string): Result<Filter, BackendFilterError> {
  const groups = parseBackendGroups(text);
  return groups.ok ? ok(joinBackendGroups(groups.value)) : groups;
}

/** What the groups of a `filters` parameter say together: everything when there are none. */
export function joinBackendGroups(groups: readonly (readonly Filter[])[]): Filter {
  return groups.length === 0
    ? EVERYTHING
    : joined(
        any,
        groups.map((conditions) => joined(all, conditions)),
      );
}

/** The conditions of each group of a `filters` parameter, as they stand in it; see `parseBackendFilters`. */
export function parseBackendGroups(text: string): Result<readonly (readonly Filter[])[], BackendFilterError> {
  if (text.trim() === '') {
    return ok([]);
  }
  const groups: (readonly Filter[])[] = [];
  let conditions: Filter[] = [];
  let offset = 0;
  for (;;) {
    const condition = parseCondition(text, offset);
    if (!condition.ok) {
      return condition;
    }
    const { filter, end } = condition.value;
    conditions.push(filter);
    const separator = text.charAt(end);
    if (separator !== '&') {
      groups.push(conditions);
      conditions = [];
    }
    if (separator === '') {
      return ok(groups);
    }
    offset = end + 1;
  }
}

type Parsed<T> = Result<T & { readonly end: number }, BackendFilterError>;

function parseCondition(text: string, start: number): Parsed<{ readonly filter: Filter }> {
  let offset = start + lengthAt(SPACE, text, start);
  const isComplement = text[offset] === '!';
  offset += Number(isComplement);
  const name = parseName(text, offset);
  if (!name.ok) {
    return name;
  }
  const { field, isQuoted } = name.value;
  const opLength = lengthAt(OPERATOR, text, name.value.end);
  const op = OPERATORS.find((known) => known === text.slice(name.value.end, name.value.end + opLength));
  if (op === undefined) {
    return refuse('missing-operator', name.value.end, { field });
  }
  const opOffset = name.value.end;
  const read = parseValues(text, opOffset + opLength, field);
  if (!read.ok) {
    return read;
  }
  const ends = isQuoted ? [field] : fieldsOf(field);
  const matches = ends.map((end) => meaningOf(end, op, read.value.values));
  const checked = matches.flatMap((parts) => parts.map(resolveAnyWord));
  for (const result of checked) {
    if (!result.ok) {
      const { code, suggestion } = result.error;
      return refuse(code, code === 'operator-not-allowed' ? opOffset : opOffset + opLength, {
        field,
        suggestion,
      });
    }
  }
  const resolved = checked.flatMap((result) => (result.ok ? [result.value] : []));
  const filter = joined(op.startsWith('!') ? all : any, resolved);
  return ok({ filter: isComplement ? not(filter) : filter, end: read.value.end });
}

function parseName(
  text: string,
  offset: number,
): Parsed<{ readonly field: string; readonly isQuoted: boolean }> {
  if (text[offset] === '"') {
    const read = readQuotedName(text, offset);
    return read === undefined
      ? refuse('unclosed-quote', offset)
      : ok({ field: read.name, isQuoted: true, end: read.end });
  }
  const length = lengthAt(NAME, text, offset);
  if (length > 0) {
    return ok({ field: text.slice(offset, offset + length), isQuoted: false, end: offset + length });
  }
  const isNothing = offset >= text.length || text[offset] === '&' || text[offset] === '|';
  return refuse(isNothing ? 'missing-condition' : 'missing-field', offset);
}

function parseValues(
  text: string,
  start: number,
  field: string,
): Parsed<{ readonly values: readonly ReadValue[] }> {
  const values: ReadValue[] = [];
  let offset = start;
  for (;;) {
    const read = readValue(text, offset, endsValue);
    if ('code' in read) {
      return refuse(read.code, read.offset, { field });
    }
    values.push(read);
    const next = text.charAt(read.end);
    if (next !== '' && !endsValue(next)) {
      return refuse('unexpected-character', read.end, { field });
    }
    if (next !== ',') {
      return ok({ values, end: read.end });
    }
    offset = read.end + 1;
  }
}

/** The fields that a name stands for: itself, or that of both ends for a name that only they have. */
function fieldsOf(name: string): readonly string[] {
  const ends = [`Src${name}`, `Dst${name}`];
  const isOfEnds = fieldSpec(name) === undefined && ends.every((end) => fieldSpec(end) !== undefined);
  return isOfEnds ? ends : [name];
}

/** What NetObserv means by values after an operator: whole ones and parts of text are two conditions. */
function meaningOf(field: string, op: Operator, values: readonly ReadValue[]): readonly Match[] {
  const isContains = op === '~' || op === '!~';
  const exactOp: Operator = op === '~' ? '=' : op === '!~' ? '!=' : op;
  const spec = fieldSpec(field);
  const isExact = (value: ReadValue) =>
    !isContains || value.isQuoted || (spec !== undefined && isNumeric(spec));
  const conditions = [
    { op: exactOp, values: values.filter(isExact).map(({ value }): FilterValue => value) },
    { op, values: values.filter((value) => !isExact(value)).map(({ value }): FilterValue => value) },
  ];
  return conditions
    .filter((condition) => condition.values.length > 0)
    .map((condition) => ({ kind: 'match', field, ...condition }));
}

function printLiteral({ match, isNegated }: Literal): string {
  const { field, op } = match;
  // A name that would be read as something else is quoted.
  const isPlain =
    /^[A-Za-z_][A-Za-z0-9_.]*$/.test(field) &&
    filterDefinition(field) === undefined &&
    fieldsOf(field).length === 1;
  const isContains = positiveOf(match).op === '~';
  const values = match.values.map((value) => printValue(value, isContains));
  return `${isNegated ? '!' : ''}${isPlain ? field : quote(field)}${op}${values.join(',')}`;
}

/** After `~`, quotes mean the whole text: a part of it is printed bare. */
function printValue(value: FilterValue, isContains: boolean): string {
  if (value.kind === 'pattern' && value.pattern.includes('*')) {
    return isContains ? value.pattern.split('*').map(printBare).join('*') : printPattern(value.pattern);
  }
  const text = value.kind === 'text' ? value.text : value.pattern;
  return isContains && text !== '' ? printBare(text) : printText(text);
}

function joined(join: (...of: readonly Filter[]) => Filter, filters: readonly Filter[]): Filter {
  const [only, ...others] = filters;
  return only !== undefined && others.length === 0 ? only : join(...filters);
}

function endsValue(character: string): boolean {
  return character === ',' || character === '&' || character === '|';
}

function lengthAt(expression: RegExp, text: string, offset: number): number {
  expression.lastIndex = offset;
  return expression.exec(text)?.[0].length ?? 0;
}

function refuse(
  code: BackendFilterCode,
  offset: number,
  more: { readonly field?: string; readonly suggestion?: string | undefined } = {},
): Result<never, BackendFilterError> {
  return err(new BackendFilterError({ code, offset, ...more }));
}
