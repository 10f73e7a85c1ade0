import type { FieldFormat } from '#model/fields/field-spec.ts';
import type { SetValue } from '#model/fields/field-values.ts';
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
  const visit = visitorOf(field);
  const counts = new Map<SetValue, number>();
  const count = (value: SetValue) => counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const record of records) {
    visit(record, count);
  }
  const values = [...counts].sort(([, one], [, other]) => other - one).map(([value]) => String(value));
  return [...new Set(values)].filter(isListed);
}

function isListed(value: string): boolean {
  return value !== '' && value.length <= MAX_LENGTH && !/[\n\r]/.test(value);
}

/** Tells of each value that a record has; without a list for each of thousands of records. */
type Visitor = (record: TrafficRecord, tell: (value: SetValue) => void) => void;

function visitorOf(field: string): Visitor {
  const target = filterDefinition(field)?.target;
  return target === undefined ? ofField(field) : ofTarget(target);
}

function ofTarget(target: FilterTarget): Visitor {
  switch (target.kind) {
    case 'field':
      return ofField(target.field);
    case 'endpoint': {
      const [source, destination] = [visitorOf(target.source), visitorOf(target.destination)];
      return (record, tell) => {
        source(record, tell);
        destination(record, tell);
      };
    }
    case 'kind': {
      const [itself, owner] = [ofField(`${target.end}K8S_Type`), ownerKind(target.end)];
      return (record, tell) => {
        itself(record, tell);
        owner(record, tell);
      };
    }
    case 'resource': {
      const [itself, owner] = [ofResource(target.end, ''), ofResource(target.end, 'Owner')];
      return (record, tell) => {
        itself(record, tell);
        owner(record, tell);
      };
    }
  }
}

function ofField(field: string): Visitor {
  return (record, tell) => {
    const value = record[field];
    if (typeof value === 'string' || typeof value === 'number') {
      tell(value);
    } else {
      fieldValues(record, field).forEach(tell);
    }
  };
}

/** Pods, services and nodes are looked for among the ends themselves, other kinds among their owners. */
function isOwnerKind(kind: string): boolean {
  return kind !== '' && !BASE_KINDS.some((base) => base === kind);
}

function ownerKind(end: EndPrefix): Visitor {
  const field = `${end}K8S_OwnerType`;
  return (record, tell) => {
    const kind = textField(record, field) ?? '';
    if (isOwnerKind(kind)) {
      tell(kind);
    }
  };
}

/** `Kind.namespace.name`, or `Node.name`; nothing where a part is not known. */
function ofResource(end: EndPrefix, role: '' | 'Owner'): Visitor {
  const [kindField, nameField] = [`${end}K8S_${role}Type`, `${end}K8S_${role}Name`];
  const namespaceField = `${end}K8S_Namespace`;
  return (record, tell) => {
    const kind = textField(record, kindField) ?? '';
    const name = textField(record, nameField) ?? '';
    const namespace = textField(record, namespaceField) ?? '';
    if (kind === '' || name === '' || (role === 'Owner' && !isOwnerKind(kind))) {
      return;
    }
    if (kind === 'Node') {
      tell(`Node.${name}`);
    } else if (namespace !== '') {
      tell(`${kind}.${namespace}.${name}`);
    }
  };
}
