import { FILTERS } from '#model/filter/definitions.ts';
import type { Filter, Match } from '#model/filter/filter.ts';
import { match } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
import type { SetValue } from '#model/fields/field-values.ts';
import { NODE_DIRECTION_NAMES, PROTOCOL_NAMES } from '../../ui/traffic/names.ts';

/** Kinds are filtered together, whether they are those of a resource or of its owner. */
const KIND_FILTERS: readonly (readonly [field: string, filterId: string])[] = [
  ['SrcK8S_Type', 'src_kind'],
  ['SrcK8S_OwnerType', 'src_kind'],
  ['DstK8S_Type', 'dst_kind'],
  ['DstK8S_OwnerType', 'dst_kind'],
];

const FILTER_OF_FIELD: ReadonlyMap<string, string> = new Map([
  ...FILTERS.flatMap(({ id, target }) => (target.kind === 'field' ? [[target.field, id] as const] : [])),
  ...KIND_FILTERS,
]);

/** The condition that a field has this value; `undefined` for fields that nothing filters on. */
export function matchOfField(field: string, value: SetValue): Match | undefined {
  const id = FILTER_OF_FIELD.get(field);
  return id === undefined ? undefined : match(id, '=', filterText(field, value));
}

/** Whether a condition is one of those that all have to hold. */
export function isActive(condition: Match, filter: Filter | undefined): boolean {
  const wanted = printFilter(condition);
  const conditions = filter?.kind === 'all' ? filter.of : filter === undefined ? [] : [filter];
  return conditions.some((one) => printFilter(one) === wanted);
}

/** As people write it: names of protocols rather than numbers. */
function filterText(field: string, value: SetValue): string {
  const names =
    field === 'Proto' ? PROTOCOL_NAMES : field === 'FlowDirection' ? NODE_DIRECTION_NAMES : undefined;
  return names?.get(Number(value)) ?? String(value);
}
