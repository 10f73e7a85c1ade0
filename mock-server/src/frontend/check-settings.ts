import { fieldSpec } from '#model/fields/registry.ts';
import { FILTER_CATEGORIES } from '#model/filter/filter-definition.ts';
import { nearest } from '#model/lib/nearest.ts';
import type { Column } from '#model/wire/config.ts';

import { parseCalculated } from './calculated.ts';
import type { FrontendSettings } from './frontend-settings.ts';
import type { YamlPath } from './yaml-source.ts';

/** Something that is wrong in a configuration: where, and what; the message goes on after the path. */
export type ConfigProblem = { readonly path: YamlPath; readonly message: string };

const COMPONENTS = ['autocomplete', 'text', 'number'];
const TYPES = ['number', 'string', 'number[]', 'string[]'];

/**
 * What does not fit together in settings whose types are right, in their order.
 *
 * NetObserv's page fails on a column of a field that is not declared. Calculations and scopes may also speak of
 * fields that records are known to have: NetObserv's own do. A column may name a filter that is not there, as
 * NetObserv's own does, too.
 */
export function checkSettings(settings: FrontendSettings): readonly ConfigProblem[] {
  const declared = new Set(settings.fields.map(({ name }) => name));
  const isKnown = (field: string) => declared.has(field) || fieldSpec(field) !== undefined;
  return [
    ...checkFields(settings),
    ...settings.columns.flatMap((column, index) => checkColumn(column, index, { declared, isKnown })),
    ...checkReferences(settings.columns),
    ...checkFilters(settings),
    ...checkScopes(settings, isKnown),
    ...checkQuickFilters(settings),
    ...checkUnique(settings),
  ];
}

type KnownFields = {
  readonly declared: ReadonlySet<string>;
  readonly isKnown: (field: string) => boolean;
};

function checkColumn(
  column: Column,
  index: number,
  { declared, isKnown }: KnownFields,
): readonly ConfigProblem[] {
  const at = (...more: YamlPath): YamlPath => ['frontend', 'columns', index, ...more];
  const undeclared = (path: YamlPath, field: string): readonly ConfigProblem[] =>
    declared.has(field)
      ? []
      : [{ path, message: `${field} is not among frontend.fields${meant(field, [...declared])}` }];
  const { field = '', fields = [], calculated = '' } = column;
  const calculation = calculated === '' ? undefined : parseCalculated(calculated);
  const unknown = calculation?.ok === true ? calculation.value.fields.filter((name) => !isKnown(name)) : [];
  return [
    ...(field === '' ? [] : undeclared(at('field'), field)),
    ...fields.flatMap((name, place) => undeclared(at('fields', place), name)),
    ...(calculation?.ok === false ? [{ path: at('calculated'), message: calculation.error }] : []),
    ...unknown.map((name) => ({
      path: at('calculated'),
      message: `speaks of ${name}, which is no field${meant(name, [...declared])}`,
    })),
    ...(field === '' && fields.length === 0 && calculation === undefined
      ? [{ path: at(), message: `column ${column.id} has none of field, fields, calculated` }]
      : []),
  ];
}

/** Columns that calculations speak of: they are there, and none is made of itself. */
function checkReferences(columns: readonly Column[]): readonly ConfigProblem[] {
  const ingredients = new Map(columns.map(({ id, calculated = '' }) => [id, columnsOf(calculated)]));
  const reaches = (from: string, wanted: string, seen: Set<string>): boolean =>
    (ingredients.get(from) ?? []).some((next) => {
      const isNew = !seen.has(next);
      seen.add(next);
      return next === wanted || (isNew && reaches(next, wanted, seen));
    });
  return columns.flatMap(({ id }, index) => {
    const path = ['frontend', 'columns', index, 'calculated'];
    const missing = (ingredients.get(id) ?? []).filter((other) => !ingredients.has(other));
    return [
      ...missing.map((other) => ({
        path,
        message: `speaks of column.${other}, which is no column${meant(other, [...ingredients.keys()])}`,
      })),
      ...(reaches(id, id, new Set()) ? [{ path, message: `makes column ${id} of itself` }] : []),
    ];
  });
}

function columnsOf(calculated: string): readonly string[] {
  const parsed = parseCalculated(calculated);
  return parsed.ok ? parsed.value.columns : [];
}

function checkFields({ fields }: FrontendSettings): readonly ConfigProblem[] {
  return fields.flatMap(({ type }, index) => checkWord(['frontend', 'fields', index, 'type'], type, TYPES));
}

function checkFilters({ filters }: FrontendSettings): readonly ConfigProblem[] {
  return filters.flatMap(({ component, category = '' }, index) => [
    ...checkWord(['frontend', 'filters', index, 'component'], component, COMPONENTS),
    ...(category === ''
      ? []
      : checkWord(['frontend', 'filters', index, 'category'], category, FILTER_CATEGORIES)),
  ]);
}

function checkScopes(
  { scopes, filters }: FrontendSettings,
  isKnown: KnownFields['isKnown'],
): readonly ConfigProblem[] {
  return scopes.flatMap((scope, index) => {
    const at = (...more: YamlPath): YamlPath => ['frontend', 'scopes', index, ...more];
    const { filter = '', filters: ofEnds = [] } = scope;
    return [
      ...scope.labels.flatMap((label, place) =>
        isKnown(label) ? [] : [{ path: at('labels', place), message: `${label} is no field` }],
      ),
      ...(filter === '' ? [] : checkFilter(at('filter'), filter, filters)),
      ...ofEnds.flatMap((id, place) => checkFilter(at('filters', place), id, filters)),
    ];
  });
}

function checkQuickFilters({ quickFilters, filters }: FrontendSettings): readonly ConfigProblem[] {
  return quickFilters.flatMap(({ filter }, index) =>
    Object.keys(filter).flatMap((key) =>
      checkFilter(['frontend', 'quickFilters', index, 'filter', key], quickFilterId(key), filters),
    ),
  );
}

/** The id of the filter that a key of a quick filter means: without the mark after it. */
export function quickFilterId(key: string): string {
  return key.replace(/[!>]$/, '');
}

function checkFilter(
  path: YamlPath,
  id: string,
  filters: FrontendSettings['filters'],
): readonly ConfigProblem[] {
  const ids = filters.map((filter) => filter.id);
  return ids.includes(id) ? [] : [{ path, message: `${id} is not among frontend.filters${meant(id, ids)}` }];
}

function checkUnique({
  columns,
  filters,
  scopes,
  fields,
  panels,
}: FrontendSettings): readonly ConfigProblem[] {
  const repeated = (section: string, ids: readonly string[], key?: string): readonly ConfigProblem[] =>
    ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [
            {
              path: ['frontend', section, index, ...(key === undefined ? [] : [key])],
              message: `${id} is there twice`,
            },
          ],
    );
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  return [
    ...repeated('columns', idsOf(columns), 'id'),
    ...repeated('filters', idsOf(filters), 'id'),
    ...repeated('scopes', idsOf(scopes), 'id'),
    ...repeated(
      'fields',
      fields.map(({ name }) => name),
      'name',
    ),
    ...repeated('panels', panels),
  ];
}

function checkWord(path: YamlPath, word: string, words: readonly string[]): readonly ConfigProblem[] {
  return words.includes(word)
    ? []
    : [{ path, message: `must be one of ${words.join(', ')}, not ${JSON.stringify(word)}` }];
}

function meant(word: string, candidates: readonly string[]): string {
  const suggestion = nearest(word, candidates);
  return suggestion === undefined ? '' : `; did you mean ${suggestion}?`;
}
