import { BASE_KINDS } from '../../names/network-names.ts';
import type { EndPrefix } from '../filter-definition.ts';
import type { Filter, FilterValue, Match } from '../filter.ts';
import { all } from '../filter.ts';

/** The parts of a resource; nodes have no namespace. Each may hold `*` when the whole is a pattern. */
export type ResourceParts = {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
};

/**
 * Reads `Kind.namespace.name`, or `Node.name`; `undefined` when a part is missing.
 *
 * Kinds and namespaces hold no dot, names may. Empty text (no resource) has no parts.
 */
export function parseResource(value: FilterValue): ResourceParts | undefined {
  const [kind = '', ...rest] = (value.kind === 'text' ? value.text : value.pattern).split('.');
  const isNode = kind.toLowerCase() === 'node';
  const namespace = isNode ? undefined : rest.shift();
  const name = rest.join('.');
  if (kind === '' || namespace === '' || name === '' || (!isNode && namespace === undefined)) {
    return undefined;
  }
  const spelling = BASE_KINDS.find((base) => base.toLowerCase() === kind.toLowerCase());
  return { kind: spelling ?? kind, namespace, name };
}

/** The condition that one end is this resource; empty text: that it is none. Holds for a valid value. */
export function resourceCondition(end: EndPrefix, value: FilterValue): Filter {
  const parts = parseResource(value);
  if (parts === undefined) {
    return part(`${end}K8S_Name`, '', value);
  }
  const isBase = BASE_KINDS.some((base) => base === parts.kind);
  return all(
    part(`${end}K8S_${isBase ? 'Type' : 'OwnerType'}`, parts.kind, value),
    ...(parts.namespace === undefined ? [] : [part(`${end}K8S_Namespace`, parts.namespace, value)]),
    part(`${end}K8S_${isBase ? 'Name' : 'OwnerName'}`, parts.name, value),
  );
}

function part(field: string, text: string, { kind }: FilterValue): Match {
  const isPattern = kind === 'pattern' && text.includes('*');
  return {
    kind: 'match',
    field,
    op: '=',
    values: [isPattern ? { kind: 'pattern', pattern: text } : { kind: 'text', text }],
  };
}
