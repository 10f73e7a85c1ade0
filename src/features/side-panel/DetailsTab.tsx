import type { ReactNode } from 'react';

import type { FieldGroup, FieldSpec } from '#model/fields/field-spec.ts';
import { FIELD_GROUPS } from '#model/fields/field-spec.ts';
import { FIELDS, fieldSpec } from '#model/fields/registry.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { useT } from '../../ui/i18n.ts';
import type { FieldFiltering } from './FieldList.tsx';
import { FieldList } from './FieldList.tsx';

type DetailsTabProps = FieldFiltering & {
  readonly record: TrafficRecord;
  /** Fields that are shown elsewhere. */
  readonly hidden?: readonly string[];
  /** Stands after a group. */
  readonly after?: Partial<Record<FieldGroup, ReactNode>>;
};

/** The fields of a record in groups; fields that the project does not know come last, by name. */
export function DetailsTab({ record, hidden = [], after = {}, ...filtering }: DetailsTabProps) {
  const t = useT();
  const others = Object.keys(record)
    .filter((name) => fieldSpec(name) === undefined)
    .sort()
    .map((name): FieldSpec => ({ name, type: 'text', group: 'observer', label: name }));
  return (
    <>
      {FIELD_GROUPS.map(({ id, label }) => (
        <div key={id}>
          <FieldList
            title={t(label)}
            fields={FIELDS.filter(({ group, name }) => group === id && !hidden.includes(name))}
            record={record}
            {...filtering}
          />
          {after[id]}
        </div>
      ))}
      <FieldList title={t('Other fields')} fields={others} record={record} {...filtering} />
    </>
  );
}
