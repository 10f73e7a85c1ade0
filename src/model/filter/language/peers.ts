import { parseIpRange } from '../../net/ip.ts';
import { filterDefinition } from '../definitions.ts';
import type { Filter, FilterValue, Match } from '../filter.ts';
import { all, eitherWay } from '../filter.ts';
import { parseResource } from '../lowering/resource.ts';

/** What stands between two peers: both directions between them. */
export const BETWEEN = '<->';

/** One end of traffic: conditions on either end, all of which hold at the same one. */
export type Peer = readonly Match[];

const SOURCE = 'src_';
const DESTINATION = 'dst_';

/** Traffic between two peers, whichever of them sends it: `a <-> b`. */
export function between(a: Peer, b: Peer): Filter {
  return eitherWay(all(...a.map((match) => at(SOURCE, match)), ...b.map((match) => at(DESTINATION, match))));
}

/** The two peers that a filter is about, if it is one that `between` makes. */
export function peersOf(filter: Filter): readonly [Peer, Peer] | undefined {
  if (filter.kind !== 'eitherWay' || filter.of.kind !== 'all') {
    return undefined;
  }
  const { of } = filter.of;
  const split = of.findIndex((child) => !isAt(SOURCE, child));
  const a = of.slice(0, Math.max(0, split)).filter(isMatch);
  const b = of.slice(Math.max(0, split)).filter(isMatch);
  const isPair = a.length > 0 && b.length > 0 && of.slice(split).every((child) => isAt(DESTINATION, child));
  return isPair ? [a.map(atEither), b.map(atEither)] : undefined;
}

/** The conditions that make a filter a peer; `undefined` when it says anything that is not about one end. */
export function asPeer(filter: Filter): Peer | undefined {
  const conditions = filter.kind === 'all' ? filter.of : [filter];
  const peer = conditions.filter(isMatch).filter(({ field }) => isEndpoint(field));
  return peer.length === conditions.length && peer.length > 0 ? peer : undefined;
}

/** The peer that a text alone means: an address (block, range), a resource (`Kind.namespace.name`), or a name. */
export function namedPeer(value: FilterValue): Match {
  const text = value.kind === 'text' ? value.text : value.pattern;
  const isAddress = value.kind === 'text' && parseIpRange(text) !== undefined;
  const isResource = !isAddress && parseResource(value) !== undefined && /^[A-Z]/.test(text);
  return {
    kind: 'match',
    field: isAddress ? 'address' : isResource ? 'resource' : 'name',
    op: '=',
    values: [value],
  };
}

function at(end: string, match: Match): Match {
  return { ...match, field: `${end}${match.field}` };
}

function atEither(match: Match): Match {
  return { ...match, field: match.field.slice(SOURCE.length) };
}

function isAt(end: string, filter: Filter): boolean {
  return (
    filter.kind === 'match' &&
    filter.values.length > 0 &&
    filter.field.startsWith(end) &&
    isEndpoint(filter.field.slice(end.length))
  );
}

function isMatch(filter: Filter): filter is Match {
  return filter.kind === 'match';
}

function isEndpoint(field: string): boolean {
  return filterDefinition(field)?.category === 'endpoint';
}
