import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Title,
} from '@patternfly/react-core';

import type { SetValue } from '#model/fields/field-values.ts';
import { fieldValues } from '#model/fields/field-values.ts';
import type { FieldSpec } from '#model/fields/field-spec.ts';
import { fieldSpec } from '#model/fields/registry.ts';
import type { Filter, Match } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { useT } from '../../ui/i18n.ts';
import { FieldContent } from './FieldContent.tsx';
import { FilterButtons } from './FilterButtons.tsx';

import './side-panel.css';

/** What the fields of a panel are filtered with. */
export type FieldFiltering = {
  readonly filter: Filter | undefined;
  readonly onFilter: (condition: Match) => void;
};

type FieldListProps = FieldFiltering & {
  readonly title: string;
  readonly fields: readonly FieldSpec[];
  readonly record: TrafficRecord;
};

/** The labels of all groups stand in one column. */
const TERM_WIDTH = '10rem';

/** A group of fields with what a record holds in them; those that are not set are left out. */
export function FieldList({ title, fields, record, ...filtering }: FieldListProps) {
  const t = useT();
  const set = fields.filter(({ name }) => fieldValues(record, name).length > 0);
  if (set.length === 0) {
    return null;
  }
  return (
    <section className="netobserv-plugin__field-group">
      <Title headingLevel="h3" size="md">
        {title}
      </Title>
      <DescriptionList
        isHorizontal
        isCompact
        horizontalTermWidthModifier={{ default: TERM_WIDTH }}
        className="netobserv-plugin__fields"
        aria-label={title}
      >
        {set.map((spec) => (
          <DescriptionListGroup key={spec.name}>
            <DescriptionListTerm title={spec.description === undefined ? undefined : t(spec.description)}>
              {isKnown(spec) ? t(spec.label) : spec.name}
            </DescriptionListTerm>
            <DescriptionListDescription>
              {fieldValues(record, spec.name).map((value: SetValue, index) => (
                <span key={`${String(value)} ${index}`} className="netobserv-plugin__field-value">
                  <FieldContent record={record} spec={spec} value={value} />
                  <FilterButtons record={record} spec={spec} value={value} {...filtering} />
                </span>
              ))}
            </DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
    </section>
  );
}

/** Whether the project has words for a field; one that it does not know goes by its name. */
function isKnown({ name }: FieldSpec): boolean {
  return fieldSpec(name) !== undefined;
}
