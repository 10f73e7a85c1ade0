import type { FieldFormat } from '#model/fields/field-spec.ts';
import { fieldValues } from '#model/fields/field-values.ts';
import { filterDefinition } from '#model/filter/definitions.ts';
import type { EndPrefix, FilterTarget } from '#model/filter/filter-definition.ts';
import { specOf } from '#model/filter/lowering/resolve-match.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';
import { BASE_KINDS } from '#model/names/network-names.ts';

/** Amounts and instants: one compares them, and nobody looks for just the one that is on screen. */
const AMOUNTS: ReadonlySet<FieldFormat> = new Set([
  'bytes',
  'packets',
  'count',
  'ms',
  'ns',
  'epochMs',
  'epochS',
]);

/** Text longer than this, in characters, is found by a part of it rather than chosen from a list. */
const MAX_LENGTH = 200;

/**
 * The values that records have for a filter, most frequent first; those of both ends for a filter on either.
 *
 * `field` is a filter id or the name of a record field. None for amounts. Text over several lines is left out: it
 * cannot be shown in a list, nor typed into a box.
 */
export function shownValues(field: string, records: readonly TrafficRecord[]): readonly string[] {
  const format = specOf(field)?.format;
  if (format !== undefined && AMOUNTS.has(format)) {
    return [];
  }
  const read = reader(field);
  const counts = new Map<string, number>();
  for (const record of records) {
    for (const value of read(record)) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([value]) => value !== '' && value.length <= MAX_LENGTH && !/[\n\r]/.test(value))
    .sort(([, one], [, other]) => other - one)
    .map(([value]) => value);
}

type ReadValues = (record: TrafficRecord) => readonly string[];

function reader(field: string): ReadValues {
  const target = filterDefinition(field)?.target;
  return target === undefined ? ofField(field) : ofTarget(target);
}

function ofTarget(target: FilterTarget): ReadValues {
  switch (target.kind) {
    case 'field':
      return ofField(target.field);
    case 'endpoint': {
      const [source, destination] = [reader(target.source), reader(target.destination)];
      return (record) => [...source(record), ...destination(record)];
    }
    case 'kind':
      return (record) => [
        ...new Set(resourcesOf(record, target.end).flatMap(({ kind }) => (kind === undefined ? [] : [kind]))),
      ];
    case 'resource':
      return (record) => resourcesOf(record, target.end).flatMap(resourceText);
  }
}

function ofField(field: string): ReadValues {
  return (record) => fieldValues(record, field).map(String);
}

/** What may be known of a resource. */
type SeenResource = Readonly<Record<'kind' | 'namespace' | 'name', string | undefined>>;

/** The resource at an end, and the one that owns it; the same one when nothing else does. */
function resourcesOf(record: TrafficRecord, end: EndPrefix): readonly SeenResource[] {
  const namespace = textField(record, `${end}K8S_Namespace`);
  const itself = {
    kind: textField(record, `${end}K8S_Type`),
    namespace,
    name: textField(record, `${end}K8S_Name`),
  };
  const owner = {
    kind: textField(record, `${end}K8S_OwnerType`),
    namespace,
    name: textField(record, `${end}K8S_OwnerName`),
  };
  // A filter looks for pods, services and nodes among the ends themselves.
  return BASE_KINDS.some((kind) => kind === owner.kind) ? [itself] : [itself, owner];
}

/** `Kind.namespace.name`, or `Node.name`; nothing where a part is not known. */
function resourceText({ kind, namespace, name }: SeenResource): readonly string[] {
  if (kind === undefined || name === undefined) {
    return [];
  }
  if (kind === 'Node') {
    return [`Node.${name}`];
  }
  return namespace === undefined ? [] : [`${kind}.${namespace}.${name}`];
}
