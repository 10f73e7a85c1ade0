import { Button } from '@patternfly/react-core';
import { FilterIcon, MinusCircleIcon, TimesIcon } from '@patternfly/react-icons';
import type { ReactNode } from 'react';

import { hasConditions } from '#model/filter/conditions.ts';
import type { FieldSpec } from '#model/fields/field-spec.ts';
import type { SetValue } from '#model/fields/field-values.ts';
import { facing, leavingOut } from '#model/filter/facing.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import { matchOfField } from '#model/filter/match-of-field.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { fieldLabel } from '../../ui/traffic/field-label.ts';
import { fieldText } from '../../ui/traffic/field-text.ts';
import { useWriting } from '../../ui/writing.ts';
import type { FieldFiltering } from './FieldList.tsx';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const Filter = consoleIcon(FilterIcon);
const MinusCircle = consoleIcon(MinusCircleIcon);
const Times = consoleIcon(TimesIcon);

type FilterButtonsProps = FieldFiltering & {
  readonly record: TrafficRecord;
  readonly spec: FieldSpec;
  readonly value: SetValue;
};

/** Lists only what has this value, or all but that, or ends either; nothing for fields that cannot be filtered on. */
export function FilterButtons({ record, spec, value, filter = EVERYTHING, onFilter }: FilterButtonsProps) {
  const writing = useWriting();
  const { t } = writing;
  const found = matchOfField(spec.name, value);
  if (found === undefined) {
    return null;
  }
  const condition = facing(found, filter, record);
  const opposite = leavingOut({ ...found, op: '!=' }, filter, record);
  const named = { field: fieldLabel(spec, t), value: fieldText(value, spec, { record, writing }) };
  const active = [condition, opposite].find((one) => one !== undefined && hasConditions(filter, [one]));
  if (active !== undefined) {
    return (
      <FilterButton
        words={t('Remove filter on {{field}} {{value}}', named)}
        icon={<Times />}
        onClick={() => onFilter(active)}
      />
    );
  }
  return (
    <>
      <FilterButton
        words={t('Filter on {{field}} {{value}}', named)}
        icon={<Filter />}
        onClick={() => onFilter(condition)}
      />
      {opposite !== undefined && (
        <FilterButton
          words={t('Leave out {{field}} {{value}}', named)}
          icon={<MinusCircle />}
          onClick={() => onFilter(opposite)}
        />
      )}
    </>
  );
}

type FilterButtonProps = {
  readonly words: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
};

function FilterButton({ words, icon, onClick }: FilterButtonProps) {
  return (
    <Button
      variant="plain"
      size="sm"
      className="netobserv-plugin__copy"
      aria-label={words}
      icon={icon}
      onClick={onClick}
    />
  );
}
