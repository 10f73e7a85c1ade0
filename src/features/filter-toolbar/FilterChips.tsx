import { Button, Label, LabelGroup } from '@patternfly/react-core';

import type { Filter } from '#model/filter/filter.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/print.ts';
import { conditionsOf, filterOf } from '#model/filter/conditions.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { conditionText } from './condition-text.ts';
import { MatchSelect } from './MatchSelect.tsx';

type FilterChipsProps = {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
};

/** The conditions that hold now, each removable, and how they go together; nothing when there are none. */
export function FilterChips({ filter, onFilter }: FilterChipsProps) {
  const t = useT();
  const { mode, conditions } = conditionsOf(filter);
  if (conditions.length === 0) {
    return null;
  }
  const remove = (gone: Filter) =>
    onFilter(filterOf({ mode, conditions: conditions.filter((condition) => condition !== gone) }));

  return (
    <div className="netobserv-plugin__filter-chips" data-test={TEST_IDS.filterChips}>
      {(conditions.length > 1 || mode === 'eitherWay') && (
        <MatchSelect mode={mode} onMode={(next) => onFilter(filterOf({ mode: next, conditions }))} />
      )}
      <LabelGroup aria-label={t('Filters')} numLabels={20}>
        {conditions.map((condition) => (
          <FilterChip key={printFilter(condition)} condition={condition} onRemove={() => remove(condition)} />
        ))}
      </LabelGroup>
      <Button variant="link" isInline data-test={TEST_IDS.clearFilters} onClick={() => onFilter(EVERYTHING)}>
        {t('Clear all filters')}
      </Button>
    </div>
  );
}

type FilterChipProps = { readonly condition: Filter; readonly onRemove: () => void };

function FilterChip({ condition, onRemove }: FilterChipProps) {
  const t = useT();
  const { subject, values } = conditionText(condition, t);
  return (
    <Label
      variant="outline"
      textMaxWidth="24rem"
      title={printFilter(condition)}
      onClose={onRemove}
      closeBtnAriaLabel={t('Remove filter {{filter}}', { filter: `${subject} ${values}`.trim() })}
    >
      {subject} <strong>{values}</strong>
    </Label>
  );
}
