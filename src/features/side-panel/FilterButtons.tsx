import { Button, Tooltip } from '@patternfly/react-core';
import { FilterIcon, MinusCircleIcon, TimesIcon } from '@patternfly/react-icons';
import type { ReactNode } from 'react';

import type { FieldSpec } from '#model/fields/field-spec.ts';
import type { Match } from '#model/filter/filter.ts';
import type { SetValue } from '#model/fields/field-values.ts';
import type { Translate } from '../../ui/i18n.ts';
import { fieldText } from '../../ui/traffic/field-text.ts';
import { useWriting } from '../../ui/writing.ts';
import { isActive, matchOfField } from './field-filter.ts';
import type { FieldFiltering } from './FieldList.tsx';

type FilterButtonsProps = FieldFiltering & { readonly spec: FieldSpec; readonly value: SetValue };

/** Lists only what has this value, or all but that, or ends either; nothing for fields that cannot be filtered on. */
export function FilterButtons({ spec, value, filter, onFilter }: FilterButtonsProps) {
  const writing = useWriting();
  const { t } = writing;
  const condition = matchOfField(spec.name, value);
  if (condition === undefined) {
    return null;
  }
  const opposite: Match = { ...condition, op: '!=' };
  const named = { field: fullLabel(spec, t), value: fieldText(value, spec, writing) };
  if (isActive(condition, filter) || isActive(opposite, filter)) {
    return (
      <FilterButton
        words={t('Remove filter on {{field}} {{value}}', named)}
        icon={<TimesIcon />}
        onClick={() => onFilter(isActive(condition, filter) ? condition : opposite)}
      />
    );
  }
  return (
    <>
      <FilterButton
        words={t('Filter on {{field}} {{value}}', named)}
        icon={<FilterIcon />}
        onClick={() => onFilter(condition)}
      />
      <FilterButton
        words={t('Leave out {{field}} {{value}}', named)}
        icon={<MinusCircleIcon />}
        onClick={() => onFilter(opposite)}
      />
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
    <Tooltip content={words} aria="none">
      <Button
        variant="plain"
        size="sm"
        className="netobserv-plugin__copy"
        aria-label={words}
        icon={icon}
        onClick={onClick}
      />
    </Tooltip>
  );
}

/** The label of a field away from its group: "Source port". */
function fullLabel({ group, label }: FieldSpec, t: Translate): string {
  const field = inSentence(t(label));
  switch (group) {
    case 'source':
      return t('Source {{field}}', { field });
    case 'destination':
      return t('Destination {{field}}', { field });
    default:
      return t(label);
  }
}

/** `Port` reads `port` within a sentence; `IP address` stays. */
function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
