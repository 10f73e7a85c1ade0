import { Button, Tooltip } from '@patternfly/react-core';
import { FilterIcon, TimesIcon } from '@patternfly/react-icons';

import type { FieldSpec } from '#model/fields/field-spec.ts';
import type { SetValue } from '#model/fields/field-values.ts';
import type { Translate } from '../../ui/i18n.ts';
import { fieldText } from '../../ui/traffic/field-text.ts';
import { useWriting } from '../../ui/writing.ts';
import { isActive, matchOfField } from './field-filter.ts';
import type { FieldFiltering } from './FieldList.tsx';

type FilterButtonProps = FieldFiltering & { readonly spec: FieldSpec; readonly value: SetValue };

/** Lists only what has this value, or ends that; nothing for fields that cannot be filtered on. */
export function FilterButton({ spec, value, filter, onFilter }: FilterButtonProps) {
  const writing = useWriting();
  const { t } = writing;
  const condition = matchOfField(spec.name, value);
  if (condition === undefined) {
    return null;
  }
  const named = { field: fullLabel(spec, t), value: fieldText(value, spec, writing) };
  const isOn = isActive(condition, filter);
  const words = isOn
    ? t('Remove filter on {{field}} {{value}}', named)
    : t('Filter on {{field}} {{value}}', named);
  return (
    <Tooltip content={words} aria="none">
      <Button
        variant="plain"
        size="sm"
        className="netobserv-plugin__copy"
        aria-label={words}
        icon={isOn ? <TimesIcon /> : <FilterIcon />}
        onClick={() => onFilter(condition)}
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
