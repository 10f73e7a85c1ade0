import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core';
import { useState } from 'react';

import type { MatchMode } from '#model/filter/conditions.ts';
import { MATCH_MODES } from '#model/filter/conditions.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { MENU_PLACE } from '../../ui/menu-place.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';

type MatchSelectProps = {
  readonly mode: MatchMode;
  readonly onMode: (mode: MatchMode) => void;
};

/** Chooses how the conditions go together, in words that read as the start of a sentence with the chips. */
export function MatchSelect({ mode, onMode }: MatchSelectProps) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Select
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      selected={mode}
      popperProps={MENU_PLACE}
      onSelect={(_event, value) => {
        setIsOpen(false);
        onMode(MATCH_MODES.find((known) => known === value) ?? mode);
      }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plainText"
          size="sm"
          data-test={TEST_IDS.filterMatch}
          aria-label={t('Conditions go together as: {{mode}}', { mode: matchText(mode, t) })}
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {matchText(mode, t)}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={t('How conditions go together')}>
        {MATCH_MODES.map((value) => (
          <SelectOption key={value} value={value} description={matchDescription(value, t)}>
            {matchText(value, t)}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  );
}

function matchText(mode: MatchMode, t: Translate): string {
  switch (mode) {
    case 'all':
      return t('All of');
    case 'any':
      return t('Any of');
    case 'eitherWay':
      return t('All of, in either direction');
  }
}

function matchDescription(mode: MatchMode, t: Translate): string {
  switch (mode) {
    case 'all':
      return t('Every condition holds');
    case 'any':
      return t('At least one condition holds');
    case 'eitherWay':
      return t('Every condition holds, as it is or with source and destination exchanged');
  }
}
