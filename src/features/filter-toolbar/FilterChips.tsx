import { Button, LabelGroup } from '@patternfly/react-core';
import { ExchangeAltIcon } from '@patternfly/react-icons';
import { useRef, useState } from 'react';

import { endOf, ENDS, hasEnds } from '#model/filter/change-condition.ts';
import { conditionsOf, filterOf } from '#model/filter/conditions.ts';
import type { Filter } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
import type { FilterState } from '../../state/useFilter.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { endText } from './end-text.ts';
import { FilterBox } from './FilterBox.tsx';
import { FilterChip } from './FilterChip.tsx';
import type { FilterOffer } from './filter-offer.ts';
import { MatchSelect } from './MatchSelect.tsx';
import { useChipFocus } from './useChipFocus.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const ExchangeAlt = consoleIcon(ExchangeAltIcon);

type FilterChipsProps = {
  readonly board: FilterState;
  /** What is offered where a chip is edited. */
  readonly offer: FilterOffer;
};

/** A condition with what a list of chips needs to know of it. */
type Chip = { readonly condition: Filter; readonly text: string; readonly isOff: boolean };

const GROUPS = [...ENDS, 'common'] as const;

/** The conditions, those that are switched off too, and how they go together; nothing when there are none. */
export function FilterChips({ board, offer }: FilterChipsProps) {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  const focusChip = useChipFocus(list);
  const [edited, setEdited] = useState<string>();
  const { filter, off } = board;
  const { mode, conditions } = conditionsOf(filter);
  const chips = [
    ...conditions.map((condition) => chip(condition, false)),
    ...off.map((condition) => chip(condition, true)),
  ];
  if (chips.length === 0) {
    return null;
  }
  const replace = (condition: Filter, next: Filter) => {
    board.replaceCondition(condition, next);
    focusChip(printFilter(conditionsOf(next).conditions[0] ?? next));
  };
  return (
    <div ref={list} className="netobserv-plugin__filter-chips" data-test={TEST_IDS.filterChips}>
      {(conditions.length > 1 || mode === 'eitherWay') && (
        <MatchSelect mode={mode} onMode={(next) => board.setFilter(filterOf({ mode: next, conditions }))} />
      )}
      {GROUPS.map((group) => {
        const members = chips.filter(({ condition }) => (endOf(condition) ?? 'common') === group);
        return (
          members.length > 0 && (
            <LabelGroup
              key={group}
              aria-label={t('Filters')}
              numLabels={20}
              {...(group === 'common' ? {} : { categoryName: endText(group, t) })}
            >
              {members.map(({ condition, text, isOff }) =>
                text === edited ? (
                  <FilterBox
                    key={text}
                    label={t('Edit {{filter}}', { filter: text })}
                    initialText={text}
                    offer={offer}
                    isEditing
                    onApply={(next) => {
                      setEdited(undefined);
                      replace(condition, next);
                    }}
                    onCancel={() => {
                      setEdited(undefined);
                      focusChip(text);
                    }}
                  />
                ) : (
                  <FilterChip
                    key={text}
                    condition={condition}
                    isOff={isOff}
                    onEdit={() => setEdited(text)}
                    onReplace={(next) => replace(condition, next)}
                    onSwitch={() => {
                      board.switchCondition(condition);
                      focusChip(text);
                    }}
                    onRemove={() => {
                      board.removeCondition(condition);
                      focusChip(neighbourOf(text, chips));
                    }}
                  />
                ),
              )}
            </LabelGroup>
          )
        );
      })}
      {[...conditions, ...off].some(hasEnds) && (
        <Button variant="link" isInline icon={<ExchangeAlt />} onClick={board.swapEnds}>
          {t('Swap source and destination')}
        </Button>
      )}
      <Button variant="link" isInline data-test={TEST_IDS.clearFilters} onClick={board.clear}>
        {t('Clear all filters')}
      </Button>
    </div>
  );
}

/** The chip that takes the place of one that goes. */
function neighbourOf(text: string, chips: readonly Chip[]): string {
  const index = chips.findIndex((one) => one.text === text);
  return (chips[index + 1] ?? chips[index - 1])?.text ?? '';
}

function chip(condition: Filter, isOff: boolean): Chip {
  return { condition, isOff, text: printFilter(condition) };
}
