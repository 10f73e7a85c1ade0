import { Divider, Dropdown, DropdownItem, DropdownList, Label, Tooltip } from '@patternfly/react-core';
import { BanIcon } from '@patternfly/react-icons';
import type { RefObject } from 'react';
import { Fragment, useRef, useState } from 'react';

import { atEnd, ENDS, endOf, negated } from '#model/filter/change-condition.ts';
import type { End } from '#model/filter/change-condition.ts';
import type { Filter } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { MENU_PLACE } from '../../ui/menu-place.ts';
import { useLocale } from '../../ui/useLocale.ts';
import type { TextPart } from './condition-text.ts';
import { conditionText, plainConditionText } from './condition-text.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const Ban = consoleIcon(BanIcon);

type FilterChipProps = {
  readonly condition: Filter;
  readonly isOff: boolean;
  readonly onEdit: () => void;
  readonly onReplace: (next: Filter) => void;
  readonly onSwitch: () => void;
  readonly onRemove: () => void;
};

/** One condition: what it says, a menu of what can be done to it, and a button that takes it away. */
export function FilterChip({ condition, isOff, onEdit, onReplace, onSwitch, onRemove }: FilterChipProps) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const locale = useLocale();
  const parts = conditionText(condition, { t, locale }, true);
  const text = printFilter(condition);
  const words = plainConditionText(condition, { t, locale });
  const ends = ENDS.filter((end) => end !== endOf(condition)).flatMap((end) => {
    const moved = atEnd(condition, end);
    return moved === undefined ? [] : [{ end, moved }];
  });

  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={() => setIsOpen(false)}
      shouldFocusFirstItemOnOpen
      popperProps={MENU_PLACE}
      toggle={{
        toggleRef: toggle,
        toggleNode: (
          <Label
            variant={isOff ? 'filled' : 'outline'}
            className={`netobserv-plugin__filter-chip ${isOff ? 'netobserv-plugin__filter-chip-off' : ''}`}
            textMaxWidth="24rem"
            isClickable
            {...(isOff ? { icon: <Ban /> } : {})}
            onClose={onRemove}
            closeBtnAriaLabel={t('Remove filter {{filter}}', { filter: words })}
            render={({ className, content }) => (
              <button
                ref={toggle}
                type="button"
                className={`${className} pf-m-clickable`}
                aria-label={isOff ? t('Off: {{filter}}', { filter: words }) : words}
                data-condition={text}
                aria-haspopup="menu"
                aria-expanded={isOpen}
                onClick={() => setIsOpen(!isOpen)}
              >
                {content}
              </button>
            )}
          >
            {isOff && <>{t('Off:')} </>}
            <ChipText parts={parts} />
            {!isOpen && <WholeText text={text} chip={toggle} />}
          </Label>
        ),
      }}
    >
      <DropdownList aria-label={t('Change {{filter}}', { filter: words })}>
        <DropdownItem onClick={onEdit}>{t('Edit')}</DropdownItem>
        <DropdownItem onClick={() => onReplace(negated(condition))}>
          {t('Turn into the opposite')}
        </DropdownItem>
        <DropdownItem onClick={onSwitch}>{isOff ? t('Switch on') : t('Switch off')}</DropdownItem>
        {ends.length > 0 && <Divider component="li" />}
        {ends.map(({ end, moved }) => (
          <DropdownItem key={end} onClick={() => onReplace(moved)}>
            {endText(end, t)}
          </DropdownItem>
        ))}
        <Divider component="li" />
        <DropdownItem onClick={onRemove}>{t('Remove')}</DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}

/** The words, and each value by itself: one that reads from right to left leaves the words around it in their place. */
function ChipText({ parts }: { readonly parts: readonly TextPart[] }) {
  return (
    <>
      {parts.map(({ kind, text }, index) => (
        // What a condition says does not change without its becoming another.
        <Fragment key={index}>
          {kind === 'value' ? (
            <strong>
              <bdi>{text}</bdi>
            </strong>
          ) : (
            text
          )}
        </Fragment>
      ))}
    </>
  );
}

type WholeTextProps = { readonly text: string; readonly chip: RefObject<HTMLElement> };

/** On hover and focus, the condition as one would type it, however long. */
function WholeText({ text, chip }: WholeTextProps) {
  return (
    <Tooltip
      triggerRef={chip}
      aria="none"
      position="bottom"
      isContentLeftAligned
      content={
        <div dir="ltr" className="netobserv-plugin__filter-chip-whole">
          {text}
        </div>
      }
    />
  );
}

function endText(end: End, t: Translate): string {
  switch (end) {
    case 'source':
      return t('Apply to the source');
    case 'destination':
      return t('Apply to the destination');
    case 'endpoint':
      return t('Apply to either end');
  }
}
