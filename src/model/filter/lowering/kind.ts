import { BASE_KINDS, OWNER_KINDS } from '../../names/network-names.ts';
import type { EndPrefix } from '../filter-definition.ts';
import type { Filter, FilterValue, Match } from '../filter.ts';
import { any } from '../filter.ts';

/**
 * The condition that the kind of one end, or of its owner, is one of the values; `match` has a positive operator.
 *
 * Pods, services and nodes are what a record names itself (`…K8S_Type`); other kinds are owners. Text that may be
 * either (a pattern, a part of a word) is looked for in both.
 */
export function kindCondition(end: EndPrefix, match: Match): Filter {
  const type = match.values.filter((value) => placeOf(value, match) !== 'owner');
  const owner = match.values.filter((value) => placeOf(value, match) !== 'type');
  const conditions = [
    { ...match, field: `${end}K8S_Type`, values: type },
    { ...match, field: `${end}K8S_OwnerType`, values: owner },
  ].filter(({ values }) => values.length > 0);
  const [only, ...others] = conditions;
  return only !== undefined && others.length === 0 ? only : any(...conditions);
}

function placeOf(value: FilterValue, { op }: Match): 'type' | 'owner' | 'both' {
  if (value.kind === 'pattern') {
    return 'both';
  }
  const isIn = (kinds: readonly string[]) =>
    kinds.some((kind) => kind.toLowerCase() === value.text.toLowerCase());
  if (value.text === '' || isIn(BASE_KINDS)) {
    return 'type';
  }
  return op === '=' || isIn(OWNER_KINDS) ? 'owner' : 'both';
}
