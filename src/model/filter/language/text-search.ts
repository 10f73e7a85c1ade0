import { BASE_KINDS, OWNER_KINDS } from '../../names/network-names.ts';
import { parseIpRange } from '../../net/ip.ts';
import type { Filter, FilterValue, Match } from '../filter.ts';
import { all, any, match } from '../filter.ts';
import { parseResource } from '../lowering/resource.ts';

/** What a text without a field is looked for in, at either end. */
const SEARCHED = ['name', 'owner_name', 'namespace', 'address'] as const;

/** What a number without a field may be: a port, or what is called by that number. */
const NUMBERED = ['port', 'name', 'owner_name', 'namespace'] as const;

const MAX_PORT = 65_535;
const MAC = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i;
const ADDRESS_AND_PORT = /^(?:\[(?<v6>[^\]]+)\]|(?<v4>[\d.]+)):(?<port>\d{1,5})$/;

/**
 * What a text without a field means: an address (block, range), an address with a port, a MAC address, a resource,
 * the number of a port; and any other text what is looked for in names, owners, namespaces and addresses.
 */
export function bareCondition(value: FilterValue): Filter {
  if (value.kind === 'pattern') {
    return textSearch(value);
  }
  const { text } = value;
  if (!/[.:]/.test(text)) {
    return isPort(text) ? numberSearch(text) : textSearch(value);
  }
  const { v4, v6, port = '' } = ADDRESS_AND_PORT.exec(text)?.groups ?? {};
  const address = v4 ?? v6;
  if (address !== undefined && parseIpRange(address) !== undefined && isPort(port)) {
    return all(match('address', '=', address), match('port', '=', port));
  }
  if (parseIpRange(text) !== undefined) {
    return match('address', '=', text);
  }
  if (MAC.test(text)) {
    return match('mac', '~', text);
  }
  const kind = parseResource(value)?.kind;
  if (kind !== undefined && [...BASE_KINDS, ...OWNER_KINDS].some((known) => known === kind)) {
    return match('resource', '=', text);
  }
  return textSearch(value);
}

/** The condition that a text stands in a name, an owner, a namespace or an address; one with `*` is all of it. */
export function textSearch(value: FilterValue): Filter {
  const op = value.kind === 'pattern' ? '=' : '~';
  return any(...SEARCHED.map((field): Match => ({ kind: 'match', field, op, values: [value] })));
}

/** A search, as it is made from a text: with the text in quotes, or a number as it is. */
export type Search = { readonly value: FilterValue; readonly isNumber: boolean };

/** The search that a filter is, if it is one that a text or a number makes. */
export function searchOf(filter: Filter): Search | undefined {
  const first = filter.kind === 'any' ? filter.of[0] : undefined;
  const value = first?.kind === 'match' ? first.values[0] : undefined;
  if (value === undefined || !isSearchable(value)) {
    return undefined;
  }
  if (isSearchOf(filter, textSearch(value))) {
    return { value, isNumber: false };
  }
  const isNumber = value.kind === 'text' && isPort(value.text);
  return isNumber && isSearchOf(filter, numberSearch(value.text)) ? { value, isNumber } : undefined;
}

function numberSearch(text: string): Filter {
  return any(...NUMBERED.map((field) => match(field, '=', text)));
}

function isPort(text: string): boolean {
  return /^(?:0|[1-9]\d{0,4})$/.test(text) && Number(text) <= MAX_PORT;
}

/** Empty text means what is not set, and a pattern without a star is text. */
function isSearchable(value: FilterValue): boolean {
  return value.kind === 'text' ? value.text !== '' : value.pattern.includes('*');
}

/** Whether a filter is this search, condition by condition. */
function isSearchOf(filter: Filter, search: Filter): boolean {
  if (filter.kind !== 'any' || search.kind !== 'any' || filter.of.length !== search.of.length) {
    return false;
  }
  return filter.of.every((condition, index) => {
    const wanted = search.of[index];
    return (
      condition.kind === 'match' &&
      wanted?.kind === 'match' &&
      condition.field === wanted.field &&
      condition.op === wanted.op &&
      condition.values.length === 1 &&
      textOf(condition.values[0]) === textOf(wanted.values[0])
    );
  });
}

/** A value as one text, which tells patterns from texts. */
function textOf(value: FilterValue | undefined): string {
  return value?.kind === 'pattern' ? `*${value.pattern}` : `=${value?.text ?? ''}`;
}
