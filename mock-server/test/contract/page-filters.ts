import { fieldsOfFilter } from './page-filter-fields.ts';

/** A value as one types it in the page: `"exact"`, part of a text, and either with stars for any text. */
export type PageValue = { readonly text: string; readonly isExact: boolean };

/** A filter of the page's toolbar. */
export type PageFilter = {
  readonly id: string;
  readonly op: '=' | '!=' | '~' | '!~' | '>=';
  readonly values: readonly PageValue[];
};

export type PageMatch = 'all' | 'any' | 'bidirectional';

const BASE_KINDS = ['Pod', 'Service', 'Node'];
const SPECIAL = /[\s\\",()&|=<>!~;]/g;

/**
 * Writes filters of the page as NetObserv's front end sends them (section 3.2 of the reference), not yet encoded.
 *
 * Filters on either end are written twice, all of them as source or all of them as destination; bidirectional: the
 * whole again with source and destination exchanged. What NetObserv gets wrong is written as it is meant: values of
 * a resource are alternatives, and a negated one is none of them.
 */
export function writeFilters(filters: readonly PageFilter[], match: PageMatch): string {
  if (match === 'any') {
    return filters.flatMap((filter) => endsOf(filter).flatMap((one) => alternativesOf(one))).join('|');
  }
  const there = expressionOf(filters);
  return match === 'all' ? there : `${there}|${expressionOf(filters.map(swapped))}`;
}

/** The same filter on the other end. */
export function swapped(filter: PageFilter): PageFilter {
  const swap = (id: string) =>
    id.replace(/^(xlat_)?(src|dst)_/, (_, xlat: string | undefined, end: string) => {
      return `${xlat ?? ''}${end === 'src' ? 'dst' : 'src'}_`;
    });
  return { ...filter, id: swap(filter.id) };
}

function expressionOf(filters: readonly PageFilter[]): string {
  const areEither = filters.some(({ id }) => isEither(id));
  const ways = areEither
    ? ['src', 'dst'].map((end) => filters.map((filter) => onEnd(filter, end)))
    : [filters];
  return ways.flatMap((way) => groupsOf(way).map((group) => group.join('&'))).join('|');
}

/** Conditions of one group for each choice of alternatives. */
function groupsOf(filters: readonly PageFilter[]): readonly (readonly string[])[] {
  return filters.reduce<readonly (readonly string[])[]>(
    (groups, filter) =>
      groups.flatMap((group) => alternativesOf(filter).map((alternative) => [...group, alternative])),
    [[]],
  );
}

function endsOf(filter: PageFilter): readonly PageFilter[] {
  return isEither(filter.id) ? [onEnd(filter, 'src'), onEnd(filter, 'dst')] : [filter];
}

function isEither(id: string): boolean {
  return fieldsOfFilter(`src_${id}`) !== undefined;
}

function onEnd(filter: PageFilter, end: string): PageFilter {
  return isEither(filter.id) ? { ...filter, id: `${end}_${filter.id}` } : filter;
}

/** The groups of conditions of one filter, any of which may hold. */
function alternativesOf({ id, op, values }: PageFilter): readonly string[] {
  const fields = fieldsOfFilter(id);
  if (fields === undefined) {
    throw new Error(`no filter ${id}`);
  }
  const end = id.startsWith('src') ? 'Src' : 'Dst';
  if (id.endsWith('_kind')) {
    return kindOf(end, op, values);
  }
  if (id.endsWith('_resource')) {
    return resourceOf(end, op, values);
  }
  return [`${fields}${op}${values.map((value) => writeValue(value, op)).join(',')}`];
}

/** Kinds of the resource itself and kinds of owners stand in two fields. */
function kindOf(end: string, op: string, values: readonly PageValue[]): readonly string[] {
  const bases = values.filter(({ text }) => BASE_KINDS.includes(text));
  const owners = values.filter((value) => !bases.includes(value));
  const conditions = [
    { field: `${end}K8S_Type`, of: bases },
    { field: `${end}K8S_OwnerType`, of: owners },
  ]
    .filter(({ of }) => of.length > 0)
    .map(({ field, of }) => `${field}${op}${of.map((value) => writeValue(value, op)).join(',')}`);
  return op.startsWith('!') ? [conditions.join('&')] : conditions;
}

function resourceOf(end: string, op: string, values: readonly PageValue[]): readonly string[] {
  const parts = values.map(({ text }) => {
    const [kind = '', ...rest] = text.split('.');
    const namespace = kind === 'Node' ? undefined : rest.shift();
    const [type, name] = BASE_KINDS.includes(kind) ? ['Type', 'Name'] : ['OwnerType', 'OwnerName'];
    return [
      [`${end}K8S_${type}`, kind],
      ...(namespace === undefined ? [] : [[`${end}K8S_Namespace`, namespace]]),
      [`${end}K8S_${name}`, rest.join('.')],
    ].map(([field = '', part = '']) => `${field}${op}${quoted(part)}`);
  });
  if (!op.startsWith('!')) {
    return parts.map((conditions) => conditions.join('&'));
  }
  // None of them: of each, some part is another.
  return parts.reduce<readonly string[]>(
    (groups, conditions) =>
      groups.flatMap((group) =>
        conditions.map((condition) => (group === '' ? condition : `${group}&${condition}`)),
      ),
    [''],
  );
}

function writeValue({ text, isExact }: PageValue, op: string): string {
  if (isExact || text === '') {
    return quoted(text);
  }
  const isNumberOrPlain = op === '>=' || !SPECIAL.test(text);
  SPECIAL.lastIndex = 0;
  return isNumberOrPlain ? text : text.replaceAll(SPECIAL, '\\$&');
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
