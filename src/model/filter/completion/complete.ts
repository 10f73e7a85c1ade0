import { conditionsAt } from './caret-context.ts';
import type { CaretContext } from './caret-context.ts';
import { filterDefinition, FILTERS } from '../definitions.ts';
import type { FilterDefinition, KnownValue } from '../filter-definition.ts';
import type { Operator } from '../filter.ts';
import { operatorsOf } from '../lowering/resolve-match.ts';
import { printText } from '../language/value-text.ts';

/**
 * Something to offer while a filter is typed: `insert` takes the place of the text from `from` to `to`.
 *
 * `needs-values` asks the caller for the values of a filter that only a backend knows and that begin with, or
 * contain, `prefix`; it inserts one by `completeValue`.
 */
export type Completion =
  | {
      readonly kind: 'field' | 'operator' | 'value';
      readonly insert: string;
      /** What is listed; a translation key for a field. */
      readonly label: string;
      readonly description?: string;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'needs-values';
      readonly filterId: string;
      readonly prefix: string;
      readonly from: number;
      readonly to: number;
    };

/** What the caller knows. */
export type CompletionContext = {
  /** The filters on offer; all of them when absent. */
  readonly filters?: readonly FilterDefinition[];
};

const OPERATOR_LABELS: Readonly<Record<Operator, string>> = {
  '=': 'is',
  '!=': 'is not',
  '~': 'contains',
  '!~': 'does not contain',
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
};

const GROUP_DESCRIPTIONS = [
  { word: 'any', description: 'Any of the conditions' },
  { word: 'all', description: 'All of the conditions' },
  { word: 'not', description: 'None of the conditions together' },
  { word: 'eitherway', description: 'In either direction' },
] as const;

/**
 * What can stand where the caret is, best first. Any text will do, also one that does not parse.
 *
 * Fields and operators come from the table of filters; values from closed sets. For filters whose values a
 * backend knows there is one `needs-values`.
 */
export function completeFilter(
  text: string,
  caret: number,
  context: CompletionContext = {},
): readonly Completion[] {
  const at = conditionsAt(text, caret);
  switch (at.expects) {
    case 'field':
      return completeField(at, context.filters ?? FILTERS);
    case 'operator':
      return completeOperator(at);
    case 'value':
      return completeValues(at);
  }
}

/** The completion that inserts a value which the caller has found for a `needs-values`. */
export function completeValue(
  value: string,
  { from, to }: { readonly from: number; readonly to: number },
): Completion {
  return { kind: 'value', insert: printText(value), label: value, from, to };
}

function completeField(at: CaretContext, filters: readonly FilterDefinition[]): readonly Completion[] {
  const { typed, from, to } = at;
  const fields = ranked(filters, typed, ({ id, label }) => `${id} ${label}`).map(
    ({ id, label, category }): Completion => ({
      kind: 'field',
      insert: id,
      label: id,
      description: category === undefined ? label : `${label} (${category})`,
      from,
      to,
    }),
  );
  const groups = GROUP_DESCRIPTIONS.filter(({ word }) => word.startsWith(typed.toLowerCase())).map(
    ({ word, description }): Completion => ({
      kind: 'field',
      insert: `${word}(`,
      label: `${word}(…)`,
      description,
      from,
      to,
    }),
  );
  return [...fields, ...groups];
}

function completeOperator({ field, typed, from, to }: CaretContext): readonly Completion[] {
  return operatorsOf(field)
    .filter((op) => op.startsWith(typed))
    .map((op) => ({ kind: 'operator', insert: op, label: op, description: OPERATOR_LABELS[op], from, to }));
}

function completeValues({ field, typed, from, to }: CaretContext): readonly Completion[] {
  const definition = filterDefinition(field);
  if (definition === undefined) {
    return [];
  }
  switch (definition.values.kind) {
    case 'supplied':
      return [{ kind: 'needs-values', filterId: field, prefix: typed, from, to }];
    case 'known':
      return ranked(definition.values.values, typed, searchText).map(({ value, description }) => ({
        kind: 'value',
        insert: printText(value),
        label: value,
        ...(description === undefined ? {} : { description }),
        from,
        to,
      }));
    case 'free':
      return [];
  }
}

function searchText({ value, description }: KnownValue): string {
  return description === undefined ? value : `${value} ${description}`;
}

/** Those that contain what was typed: it first, then what begins with it, then what has a word that does. */
function ranked<T>(items: readonly T[], typed: string, textOf: (item: T) => string): readonly T[] {
  const wanted = typed.toLowerCase();
  return items
    .map((item) => ({ item, rank: rankOf(textOf(item).toLowerCase(), wanted) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** 0 for the same word, more for less; infinite for text that does not contain what is wanted. */
function rankOf(text: string, wanted: string): number {
  const at = text.indexOf(wanted);
  if (at === -1) {
    return Number.POSITIVE_INFINITY;
  }
  if (at === 0) {
    return text === wanted || text.startsWith(`${wanted} `) ? 0 : 1;
  }
  return /[\s_.-]/.test(text.charAt(at - 1)) ? 2 : 3;
}
