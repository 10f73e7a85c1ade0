import type { TrafficRecord } from '#model/flow.ts';

import type { Dice } from './dice.ts';
import { isAddressField, isNumeric } from './oracle/field-types.ts';
import { fieldsOfFilter, FILTER_IDS, EITHER_FILTERS } from './page-filter-fields.ts';
import type { PageFilter, PageMatch, PageValue } from './page-filters.ts';
import type { ValuePool } from './value-pool.ts';

/** Filters of the page that a target passes more often than not, and how they are joined. */
export function randomPageFilters(
  dice: Dice,
  pool: ValuePool,
  target: TrafficRecord,
): { readonly filters: readonly PageFilter[]; readonly match: PageMatch } {
  const count = dice.oneOf([1, 1, 1, 2, 2, 3]);
  const usable = FILTER_IDS.filter((id) => target[fieldsOfFilter(id) ?? ''] !== undefined);
  const filters = Array.from({ length: count }, () => {
    const id = dice.isLucky(0.35)
      ? dice.oneOf(EITHER_FILTERS)
      : dice.oneOf(dice.isLucky(0.85) && usable.length > 0 ? usable : FILTER_IDS);
    return randomFilter(dice, pool, { id, target });
  });
  return { filters, match: dice.oneOf(['all', 'all', 'any', 'bidirectional']) };
}

type On = { readonly id: string; readonly target: TrafficRecord };

function randomFilter(dice: Dice, pool: ValuePool, { id, target }: On): PageFilter {
  const ends = ['src', 'dst'] as const;
  const ofEnd = fieldsOfFilter(id) === undefined ? `${dice.oneOf(ends)}_${id}` : id;
  const field = fieldsOfFilter(ofEnd) ?? '';
  const count = dice.oneOf([1, 1, 1, 2, 3]);
  const isNegative = dice.isLucky(0.2);
  if (id.endsWith('resource') || id.endsWith('kind')) {
    const end = ofEnd.startsWith('src') ? 'Src' : 'Dst';
    const read = id.endsWith('kind') ? kindOf : resourceOf;
    const values = Array.from({ length: count }, () =>
      read(dice, end, dice.isLucky(0.7) ? target : pool.target(dice)),
    );
    return { id, op: isNegative ? '!=' : '=', values: values.map((text) => ({ text, isExact: true })) };
  }
  if (isNumeric(field)) {
    const op = isNegative ? '!=' : dice.oneOf(['=', '=', '>='] as const);
    return { id, op, values: numbersOf(dice, pool, { field, target, count: op === '>=' ? 1 : count }) };
  }
  const op = isNegative ? dice.oneOf(['!=', '!~'] as const) : dice.oneOf(['=', '~'] as const);
  const values = Array.from({ length: count }, () => textValue(dice, pool, { field, op, target }));
  return { id, op, values };
}

function numbersOf(
  dice: Dice,
  pool: ValuePool,
  { field, target, count }: { field: string; target: TrafficRecord; count: number },
): readonly PageValue[] {
  return Array.from({ length: count }, () => {
    const drawn = pool.value(dice, field, target);
    const number = /^-?\d+(\.\d+)?$/.test(drawn) ? drawn : '1';
    const isNamed = field === 'Proto' && dice.isLucky(0.4);
    const named: Readonly<Record<string, string>> = { '6': 'TCP', '17': 'udp', '1': 'ICMP' };
    return { text: (isNamed ? named[number] : undefined) ?? number, isExact: dice.isLucky(0.3) };
  });
}

function textValue(
  dice: Dice,
  pool: ValuePool,
  { field, op, target }: { field: string; op: string; target: TrafficRecord },
): PageValue {
  const isEqual = op === '=' || op === '!=';
  if (dice.isLucky(0.07)) {
    return { text: '', isExact: true };
  }
  const text = pool.value(dice, field, target);
  if (isAddressField(field) && isEqual) {
    return { text: addressOf(dice, text), isExact: false };
  }
  if (dice.isLucky(0.45)) {
    return { text: isAddressField(field) ? addressOf(dice, text) : text, isExact: true };
  }
  const cut = Array.from(text)
    .slice(dice.below(3), 3 + dice.below(6))
    .join('');
  const part = cut.replaceAll('*', '') || 'a';
  if (dice.isLucky(0.3)) {
    return { text: dice.oneOf([`${part}*`, `*${part}*`, `*${part}`]), isExact: dice.isLucky(0.5) };
  }
  return { text: isEqual ? text.replaceAll('*', 's') : part, isExact: false };
}

/** An address, its block or its neighbourhood; something valid where the text is no address. */
function addressOf(dice: Dice, text: string): string {
  const v4 = /^(\d+\.\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (v4 === null) {
    return /^[\da-f:]+$/i.test(text) && text.includes(':')
      ? dice.oneOf([text, `${text}/64`, `${text}/128`])
      : '10.128.0.0/14';
  }
  const [, net = '', third = '', last = ''] = v4;
  return dice.oneOf([
    text,
    `${net}.${third}.0/24`,
    `${net}.0.0/16`,
    `${net}.${third}.${Math.max(0, Number(last) - 2)}-${net}.${third}.${Math.min(255, Number(last) + 3)}`,
  ]);
}

function kindOf(dice: Dice, end: string, record: TrafficRecord): string {
  const field = dice.isLucky(0.5) ? `${end}K8S_Type` : `${end}K8S_OwnerType`;
  const kind = record[field];
  return typeof kind === 'string' ? kind : 'Deployment';
}

function resourceOf(dice: Dice, end: string, record: TrafficRecord): string {
  const part = (name: string) => (record[`${end}K8S_${name}`] as string | undefined) ?? 'none';
  const isOwner = dice.isLucky(0.4) && !['Pod', 'Service', 'Node', 'none'].includes(part('OwnerType'));
  const kind = isOwner ? part('OwnerType') : part('Type');
  const name = isOwner ? part('OwnerName') : part('Name');
  return kind === 'Node' ? `Node.${name}` : `${kind}.${part('Namespace')}.${name}`;
}
