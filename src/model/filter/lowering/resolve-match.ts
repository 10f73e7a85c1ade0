import type { FieldSpec } from '../../fields/field-spec.ts';
import { fieldSpec } from '../../fields/registry.ts';
import { err, ok } from '../../lib/result.ts';
import type { Result } from '../../lib/result.ts';
import { nearest } from '../../lib/nearest.ts';
import { parseIpRange } from '../../net/ip.ts';
import { filterDefinition, NUMBER_OPERATORS, TEXT_OPERATORS } from '../definitions.ts';
import type { FilterTarget } from '../filter-definition.ts';
import type { FilterValueCode } from './filter-value-error.ts';
import { FilterValueError } from './filter-value-error.ts';
import type { FilterValue, Match, Operator } from '../filter.ts';
import { OPERATORS } from '../filter.ts';
import { nearestAmount, NUMBER_NAMES, readNumber } from './number-value.ts';
import { parseResource } from './resource.ts';
import { spellName, wordsMissed } from './spelling.ts';

/**
 * Checks a condition and writes its values as records hold them: names become numbers (`TCP` → `6`), amounts lose
 * their unit, words of closed sets get their spelling (`pod` → `Pod`).
 *
 * The field may be a filter id or the name of a record field; a field that is not known takes any operator and
 * value. Words that a closed set does not hold are refused.
 */
export function resolveMatch(match: Match): Result<Match, FilterValueError> {
  return resolve(match, true);
}

/** The same for what other programs ask, as NetObserv does: a word that a closed set does not hold matches nothing. */
export function resolveAnyWord(match: Match): Result<Match, FilterValueError> {
  return resolve(match, false);
}

function resolve(match: Match, areSetsClosed: boolean): Result<Match, FilterValueError> {
  const { field, op } = match;
  const allowed = operatorsOf(field);
  if (!allowed.includes(op)) {
    const suggestion = closestOperator(op, allowed);
    return err(new FilterValueError({ code: 'operator-not-allowed', field, op, suggestion }));
  }
  const values: FilterValue[] = [];
  for (const [valueIndex, value] of match.values.entries()) {
    const resolved = resolveValue(match, value, areSetsClosed);
    if (!resolved.ok) {
      const written = value.kind === 'text' ? value.text : value.pattern;
      return err(new FilterValueError({ ...resolved.error, field, op, value: written, valueIndex }));
    }
    values.push(resolved.value);
  }
  return ok({ ...match, values });
}

/** The operators that a filter or field takes; all of them for a field that is not known. */
export function operatorsOf(field: string): readonly Operator[] {
  const definition = filterDefinition(field);
  if (definition !== undefined) {
    return definition.operators;
  }
  const spec = fieldSpec(field);
  if (spec === undefined) {
    return OPERATORS;
  }
  return isNumeric(spec) ? NUMBER_OPERATORS : TEXT_OPERATORS;
}

/** What is known of the record field that a filter id, or the name of a field, is tested against. */
export function specOf(field: string): FieldSpec | undefined {
  const definition = filterDefinition(field);
  return definition === undefined ? fieldSpec(field) : specOfTarget(definition.target);
}

/** Whether the values of a field are compared as numbers. */
export function isNumeric(spec: FieldSpec): boolean {
  return spec.type === 'number' || spec.type === 'number[]';
}

function specOfTarget(target: FilterTarget): FieldSpec | undefined {
  switch (target.kind) {
    case 'field':
      return fieldSpec(target.field);
    case 'endpoint':
      return specOf(target.source);
    case 'kind':
      return fieldSpec(`${target.end}K8S_Type`);
    case 'resource':
      return undefined;
  }
}

/** How many names are listed in the place of one that is not known. */
const MAX_ALLOWED = 12;

type Refusal = {
  readonly code: FilterValueCode;
  readonly suggestion?: string | undefined;
  readonly allowed?: readonly string[];
};

function resolveValue(
  { field, op }: Match,
  value: FilterValue,
  areSetsClosed: boolean,
): Result<FilterValue, Refusal> {
  const spec = specOf(field);
  const isComparison = op === '>' || op === '>=' || op === '<' || op === '<=';
  if (value.kind === 'text' && value.text === '') {
    return isComparison ? err({ code: 'missing-number' }) : ok(value);
  }
  if (isComparison || (spec !== undefined && isNumeric(spec))) {
    return resolveNumber(value, spec);
  }
  if (isResource(field)) {
    return parseResource(value) === undefined ? err({ code: 'incomplete-resource' }) : ok(value);
  }
  if (value.kind === 'pattern' || op === '~' || op === '!~') {
    return ok(value);
  }
  if (spec?.format === 'ip') {
    return parseIpRange(value.text) === undefined ? err({ code: 'not-an-address' }) : ok(value);
  }
  const text = spellName(value.text, spec?.format);
  const allowed = areSetsClosed ? wordsMissed(text, spec) : undefined;
  return allowed === undefined
    ? ok({ kind: 'text', text })
    : err({ code: 'not-one-of', suggestion: nearest(text, allowed), allowed });
}

function isResource(field: string): boolean {
  const target = filterDefinition(field)?.target;
  return target?.kind === 'endpoint' ? isResource(target.source) : target?.kind === 'resource';
}

function resolveNumber(value: FilterValue, spec: FieldSpec | undefined): Result<FilterValue, Refusal> {
  if (value.kind === 'pattern') {
    return err({ code: 'pattern-not-allowed' });
  }
  const number = readNumber(value.text, spec?.format);
  if (number !== undefined) {
    return ok({ kind: 'text', text: String(number) });
  }
  const names = spec?.format && NUMBER_NAMES[spec.format]?.map(({ name }) => name);
  const suggestion =
    names === undefined ? nearestAmount(value.text, spec?.format) : nearest(value.text, names);
  const code = numberCode(spec, names !== undefined);
  const isShort = code === 'unknown-name' && names !== undefined && names.length <= MAX_ALLOWED;
  return err({ code, suggestion, ...(isShort ? { allowed: names } : {}) });
}

function numberCode(spec: FieldSpec | undefined, hasNames: boolean): FilterValueCode {
  if (spec?.format === 'port') {
    return 'not-a-port';
  }
  if (spec?.format === 'protocol') {
    return 'not-a-protocol';
  }
  return hasNames ? 'unknown-name' : 'not-a-number';
}

function closestOperator(op: Operator, allowed: readonly Operator[]): Operator | undefined {
  const stead: Readonly<Record<Operator, Operator>> = {
    '=': '~',
    '!=': '!~',
    '~': '=',
    '!~': '!=',
    '>': '=',
    '>=': '=',
    '<': '=',
    '<=': '=',
  };
  return allowed.find((candidate) => candidate === stead[op]);
}
