import type { LabelFilter, LineFilter } from '../logql/log-query.ts';
import { atLeastPattern } from './at-least-pattern.ts';
import type { LokiFields } from './loki-fields.ts';
import type { Condition } from './parse-filters.ts';
import { asPattern, isExact, NOTHING, withoutQuotes } from './values.ts';

/** What a condition on a field of lines becomes. */
export type LineConditions = {
  readonly lineFilters: readonly LineFilter[];
  readonly labelFilters: readonly (readonly LabelFilter[])[];
};

/** How a value is looked for. */
type LineValue = { readonly kind: 'number' | 'text' | 'partial' | 'item'; readonly value: string };

/**
 * A condition on a field that is no label, as NetObserv's backend writes it: patterns that are looked for in the JSON
 * text of lines. The end of a key will do, so that `Port` finds `SrcPort` and `DstPort`.
 *
 * Where one of the values is nothing (`""`), the fields of lines are compared instead.
 */
export function lineConditions(condition: Condition, fields: LokiFields): LineConditions {
  const values = lineValues(condition, fields);
  return !fields.isList(condition.key) && asksForNothing(condition)
    ? { lineFilters: [], labelFilters: [values.map((value) => asLabelFilter(condition, value, fields))] }
    : { lineFilters: asLineFilters(condition, values, fields), labelFilters: [] };
}

/** A condition on an address, which is compared as a number: `ip()` of LogQL. Negated, all of its values have to differ. */
export function addressConditions({ key, values, isNegated }: Condition): LineConditions {
  const operator = isNegated ? '!=' : '=';
  const filters = values
    .split(',')
    .map((value): LabelFilter =>
      value === NOTHING
        ? { kind: 'text', label: key, operator, value: '' }
        : { kind: 'ip', label: key, operator, pattern: value },
    );
  return { lineFilters: [], labelFilters: isNegated ? filters.map((filter) => [filter]) : [filters] };
}

/** Whether nothing stands in quotes among the values; one that is just left out is no such value. */
function asksForNothing({ values }: Condition): boolean {
  return values.split(',').some((value) => isExact(value) && withoutQuotes(value) === '');
}

function lineValues({ key, values, isPartial }: Condition, fields: LokiFields): readonly LineValue[] {
  if (fields.isList(key)) {
    return values.split(',').map((value) => ({ kind: 'item', value }));
  }
  const kind = fields.isNumber(key) ? 'number' : isPartial ? 'partial' : 'text';
  return values
    .split(',')
    .map((value) => (isExact(value) ? { kind: 'text', value: withoutQuotes(value) } : { kind, value }));
}

function asLineFilters(
  condition: Condition,
  values: readonly LineValue[],
  fields: LokiFields,
): readonly LineFilter[] {
  const patterns = values.map((value) => linePattern(condition, value, fields));
  return condition.isNegated
    ? [isSet(condition.key), ...patterns.map((pattern): LineFilter => ({ operator: '!~', pattern }))]
    : [{ operator: '|~', pattern: patterns.join('|') }];
}

function linePattern(condition: Condition, { kind, value }: LineValue, fields: LokiFields): string {
  const key = `${condition.key}":`;
  switch (kind) {
    case 'number':
      return `${key}${comparesNumbers(condition, fields) ? atLeastPattern(value) : value}[,}]`;
    case 'text':
      return `${key}"${asPattern(value)}"`;
    case 'partial':
      return `${key}"(?i)[^"]*${asPattern(value)}.*"`;
    case 'item':
      return `${key}\\[(?i)[^]]*${asPattern(value)}[^]]*]`;
  }
}

/** Of fields that hold no numbers, `>=` is `=`. */
function comparesNumbers({ key, isAtLeast }: Condition, fields: LokiFields): boolean {
  return isAtLeast && fields.isNumber(key);
}

function asLabelFilter(condition: Condition, { kind, value }: LineValue, fields: LokiFields): LabelFilter {
  const { key: label, isNegated } = condition;
  if (kind === 'partial' || kind === 'item') {
    return { kind: 'pattern', label, operator: isNegated ? '!~' : '=~', pattern: `(?i).*${value}.*` };
  }
  const operator = isNegated ? '!=' : comparesNumbers(condition, fields) ? '>=' : '=';
  return { kind, label, operator, value };
}

/** Lines in which a field is set, whatever it is. */
export function isSet(field: string): LineFilter {
  return { operator: '|~', pattern: `"${field}"` };
}
