import ipaddr from 'ipaddr.js';

import { fieldSpec } from '../fields/registry.ts';
import { filterDefinition } from '../filter/definitions.ts';
import type { Filter, FilterValue, Match } from '../filter/filter.ts';
import { readNumber } from '../filter/lowering/number-value.ts';
import { DNS_CODES, TCP_FLAGS } from '../names/network-names.ts';
import type { JsonValue, TrafficRecord } from '../flow.ts';

/**
 * Tests a filter as people write it against a record, in the most direct way: the oracle of the compiled form.
 *
 * It walks the filter for every record, knows nothing of lowering, and shares only the tables of fields, filters
 * and names with the real thing.
 */
export function passes(filter: Filter, record: TrafficRecord): boolean {
  switch (filter.kind) {
    case 'match':
      return passesAll([filter], record);
    case 'all':
      return passesAll(filter.of, record);
    case 'any':
      return filter.of.some((child) => passes(child, record));
    case 'not':
      return !passes(filter.of, record);
    case 'eitherWay':
      return passes(filter.of, record) || passes(filter.of, mirror(record));
  }
}

/** The record with source and destination exchanged. */
export function mirror(record: TrafficRecord): TrafficRecord {
  const other: Readonly<Record<string, string>> = { Src: 'Dst', Dst: 'Src', _AB: '_BA', _BA: '_AB' };
  const swap = (field: string) =>
    /^(Xlat)?(Src|Dst)[A-Z]/.test(field)
      ? field.replace(/Src|Dst/, (end) => other[end] ?? end)
      : field.replace(/_AB$|_BA$/, (end) => other[end] ?? end);
  const turn = (field: string, value: JsonValue | undefined) =>
    field === '_Ratio' &&
    value !== null &&
    value !== '' &&
    !Number.isNaN(Number(value)) &&
    typeof value !== 'boolean'
      ? -Number(value)
      : value;
  return Object.fromEntries(
    Object.entries(record).map(([field, value]) => [swap(field), turn(field, value)]),
  );
}

function passesAll(filters: readonly Filter[], record: TrafficRecord): boolean {
  const endpoints = filters.filter((child) => child.kind === 'match').filter(isOnEitherEnd);
  const positive = endpoints.filter(({ op }) => !op.startsWith('!'));
  const ends = ['src', 'dst'] as const;
  return (
    ends.some((end) =>
      positive.every((match) => holds({ ...match, field: `${end}_${match.field}` }, record)),
    ) &&
    filters.every((child) => {
      if (child.kind !== 'match') {
        return passes(child, record);
      }
      if (!isOnEitherEnd(child)) {
        return holds(child, record);
      }
      return (
        !child.op.startsWith('!') ||
        ends.every((end) => holds({ ...child, field: `${end}_${child.field}` }, record))
      );
    })
  );
}

function isOnEitherEnd(match: Match): boolean {
  return filterDefinition(match.field)?.category === 'endpoint';
}

function holds(match: Match, record: TrafficRecord): boolean {
  const isNegative = match.op.startsWith('!');
  const op = isNegative ? match.op.slice(1) : match.op;
  return match.values.some((value) => holdsFor(match.field, op, value, record)) !== isNegative;
}

function holdsFor(field: string, op: string, value: FilterValue, record: TrafficRecord): boolean {
  const target = filterDefinition(field)?.target;
  const text = value.kind === 'text' ? value.text : value.pattern;
  if (target?.kind === 'kind') {
    const base = ['pod', 'service', 'node'].includes(text.toLowerCase()) || text === '';
    const owner = /^(gateway|deployment|statefulset|daemonset|job|cronjob)$/i.test(text);
    const inType = value.kind === 'pattern' || base || (op === '~' && !owner);
    const inOwner = value.kind === 'pattern' || !base;
    return (
      (inType && fits(`${target.end}K8S_Type`, op, spelt(value), record)) ||
      (inOwner && fits(`${target.end}K8S_OwnerType`, op, spelt(value), record))
    );
  }
  if (target?.kind === 'resource') {
    return isResource(target.end, value, record);
  }
  return fits(target?.kind === 'field' ? target.field : field, op, value, record);
}

function isResource(end: string, value: FilterValue, record: TrafficRecord): boolean {
  const text = value.kind === 'text' ? value.text : value.pattern;
  if (text === '') {
    return valuesOf(record[`${end}K8S_Name`]).length === 0;
  }
  const [kind = '', ...rest] = text.split('.');
  const names = /^node$/i.test(kind) ? rest : rest.slice(1);
  const place = /^(pod|service|node)$/i.test(kind) ? ['Type', 'Name'] : ['OwnerType', 'OwnerName'];
  const parts: [string, string][] = [
    [`${end}K8S_${String(place[0])}`, kind.replace(/^(pod|service|node)$/i, titled)],
    [`${end}K8S_${String(place[1])}`, names.join('.')],
  ];
  if (names !== rest) {
    parts.push([`${end}K8S_Namespace`, String(rest[0])]);
  }
  return parts.every(([field, part]) =>
    fits(
      field,
      '=',
      part.includes('*') && value.kind === 'pattern'
        ? { kind: 'pattern', pattern: part }
        : { kind: 'text', text: part },
      record,
    ),
  );
}

function fits(field: string, op: string, value: FilterValue, record: TrafficRecord): boolean {
  const values = valuesOf(record[field]);
  const text = value.kind === 'text' ? value.text : value.pattern;
  if (text === '') {
    return values.length === 0;
  }
  return values.some((element) => fitsElement(field, op, value, element));
}

function fitsElement(
  field: string,
  op: string,
  value: FilterValue,
  element: string | number | boolean,
): boolean {
  const spec = fieldSpec(field);
  const text = value.kind === 'text' ? value.text : value.pattern;
  const wanted = readNumber(text, spec?.format) ?? NaN;
  const actual = typeof element === 'boolean' ? NaN : Number(element);
  switch (op) {
    case '>':
      return actual > wanted;
    case '>=':
      return actual >= wanted;
    case '<':
      return actual < wanted;
    case '<=':
      return actual <= wanted;
    case '~':
      return value.kind === 'pattern'
        ? glob(`*${caseless(text)}*`).test(caseless(String(element)))
        : caseless(String(element)).includes(caseless(text));
  }
  if (value.kind === 'pattern') {
    return glob(text).test(String(element));
  }
  if (spec?.type === 'number' || spec?.type === 'number[]') {
    return actual === wanted;
  }
  if (spec?.format === 'ip') {
    return isAddress(String(element), text);
  }
  return String(element) === nameOf(text, spec?.format);
}

/** What the pipeline writes for a number or for a name in other letters. */
function nameOf(text: string, format: string | undefined): string {
  const names = format === 'dnsCode' ? DNS_CODES : format === 'tcpFlags' ? TCP_FLAGS : [];
  const known = names.find(({ value, name }) =>
    /^\d+$/.test(text) ? value === Number(text) : name.toLowerCase() === text.toLowerCase(),
  );
  return known?.name ?? text;
}

function isAddress(element: string, text: string): boolean {
  if (!ipaddr.isValid(element)) {
    return element === text;
  }
  const address = ipaddr.process(element);
  if (text.includes('/')) {
    const [network, prefix] = ipaddr.parseCIDR(text);
    return network.kind() === address.kind() && address.match(network, prefix);
  }
  const [first = '', last = first] = text.split('-').map((end) => ipaddr.process(end));
  const bytes = (ip: ipaddr.IPv4 | ipaddr.IPv6 | string) =>
    typeof ip === 'string' ? '' : String.fromCharCode(...ip.toByteArray());
  return (
    typeof first !== 'string' &&
    first.kind() === address.kind() &&
    bytes(address) >= bytes(first) &&
    bytes(address) <= bytes(last)
  );
}

function caseless(text: string): string {
  return Array.from(text, (letter) => letter.toLowerCase().replace('ς', 'σ')).join('');
}

function valuesOf(value: JsonValue | undefined): readonly (string | number | boolean)[] {
  const values = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return values.flatMap((element) => {
    if (element === undefined || element === null || element === '') {
      return [];
    }
    return [typeof element === 'object' ? JSON.stringify(element) : element];
  });
}

function glob(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function spelt(value: FilterValue): FilterValue {
  return value.kind === 'text' && /^(pod|service|node|deployment|daemonset)$/i.test(value.text)
    ? { kind: 'text', text: titled(value.text) }
    : value;
}

function titled(word: string): string {
  const lower = word.toLowerCase();
  return lower === 'daemonset' ? 'DaemonSet' : lower.charAt(0).toUpperCase() + lower.slice(1);
}
