import type { SetValue } from '../fields/field-values.ts';
import type { TrafficRecord } from '../flow.ts';
import { nameOfNumber } from '../names/named-number.ts';
import { NODE_DIRECTIONS, PROTOCOLS } from '../names/network-names.ts';
import { compileFilter } from './compile.ts';
import { FILTERS } from './definitions.ts';
import type { Match } from './filter.ts';
import { match } from './filter.ts';
import { lowerFilter } from './lowering/lower.ts';
import { specOf } from './lowering/resolve-match.ts';

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

/**
 * The condition that a field has this value, as people write it.
 *
 * Every record with the value passes it: there is none (`undefined`) for fields that nothing filters on, nor for
 * values that no condition finds, such as a port that is no number.
 */
export function matchOfField(field: string, value: SetValue): Match | undefined {
  const id = FILTER_OF_FIELD.get(field);
  if (id === undefined) {
    return undefined;
  }
  const condition = match(id, '=', filterText(field, value));
  return passes(condition, { [field]: value }) ? condition : undefined;
}

/** The two sides of an amount: a record with the amount passes the first and not the second. */
export type Bounds = { readonly atLeast: Match; readonly lessThan: Match };

/**
 * The conditions that a field holds at least this amount, and that it holds less; exact, whatever is shown of it.
 *
 * `undefined` for fields that nothing filters on, and for amounts that no filter can be asked.
 */
export function boundsOfField(field: string, amount: number): Bounds | undefined {
  const id = FILTER_OF_FIELD.get(field);
  if (id === undefined) {
    return undefined;
  }
  const text = `${amount}${unitOf(id)}`;
  const bounds = { atLeast: match(id, '>=', text), lessThan: match(id, '<', text) };
  return passes(bounds.atLeast, { [field]: amount }) ? bounds : undefined;
}

/** As people write it: names of protocols rather than numbers. */
function filterText(field: string, value: SetValue): string {
  const names = field === 'Proto' ? PROTOCOLS : field === 'FlowDirection' ? NODE_DIRECTIONS : [];
  return nameOfNumber(names, Number(value)) ?? String(value);
}

/** The unit of the field itself, which leaves the number as it is; bytes need none. */
function unitOf(filterId: string): string {
  const format = specOf(filterId)?.format;
  return format === 'ms' || format === 'ns' ? format : '';
}

function passes(condition: Match, record: TrafficRecord): boolean {
  const lowered = lowerFilter(condition);
  return lowered.ok && compileFilter(lowered.value)(record);
}
