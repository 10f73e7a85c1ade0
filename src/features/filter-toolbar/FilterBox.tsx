import {
  Button,
  Popper,
  TextInputGroup,
  TextInputGroupMain,
  TextInputGroupUtilities,
} from '@patternfly/react-core';
import { ArrowRightIcon, FilterIcon, TimesIcon } from '@patternfly/react-icons';
import type { RefObject } from 'react';
import { useId, useRef } from 'react';

import { useT } from '../../ui/i18n.ts';
import { LazyPart } from '../../ui/lazy/LazyPart.tsx';
import { useLazyCode } from '../../ui/lazy/useLazyCode.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import type { FilterErrorProps } from './FilterError.tsx';
import type { SuggestionListProps } from './SuggestionList.tsx';
import { SUGGESTION_CODE } from './suggestion-code.ts';
import type { FilterBoxOptions, FilterBoxState } from './useFilterBox.ts';
import { useFilterBox } from './useFilterBox.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const ArrowRight = consoleIcon(ArrowRightIcon);
const Filter = consoleIcon(FilterIcon);
const Times = consoleIcon(TimesIcon);

type FilterBoxProps = FilterBoxOptions & {
  /** What the box is for, to who cannot see where it stands. */
  readonly label: string;
};

/** A text box for conditions, `field operator value`, that completes them and tells what is wrong with them. */
export function FilterBox({ label, ...options }: FilterBoxProps) {
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  const box = useFilterBox(options);
  const isUnlisted = useLazyCode(SUGGESTION_CODE).kind === 'failed';

  return (
    <div className="netobserv-plugin__filter-box">
      <Popper
        trigger={
          <FilterInput label={label} isEditing={options.isEditing === true} box={box} id={id} group={group} />
        }
        triggerRef={group}
        popper={
          <Suggestions suggestions={box.suggestions} active={box.active} id={id} onAccept={box.onAccept} />
        }
        isVisible={box.isOpen || (box.isAsked && isUnlisted)}
        placement="bottom-start"
        minWidth="trigger"
        maxWidth="36rem"
        preventOverflow
        onDocumentClick={(event, trigger, popper) => {
          const target = event?.target;
          const isInside =
            target instanceof Node &&
            (trigger?.contains(target) === true || popper?.contains(target) === true);
          if (!isInside) {
            box.setOpen(false);
          }
        }}
      />
      {box.error !== undefined && (
        <Problem id={`${id}-error`} text={box.text} error={box.error} onFix={box.onFix} />
      )}
    </div>
  );
}

/** The list below the box; what Popper adds to the props places it. Where its code cannot be loaded it says so. */
function Suggestions(props: SuggestionListProps) {
  const { className, style } = props;
  return (
    <LazyPart
      lazy={SUGGESTION_CODE}
      frame={(content) =>
        content !== undefined && (
          <div className={className} style={style}>
            {content}
          </div>
        )
      }
    >
      {({ SuggestionList }) => <SuggestionList {...props} />}
    </LazyPart>
  );
}

/** Below the box: what is wrong with the text. */
function Problem(props: FilterErrorProps) {
  return <LazyPart lazy={SUGGESTION_CODE}>{({ FilterError }) => <FilterError {...props} />}</LazyPart>;
}

type FilterInputProps = {
  readonly label: string;
  readonly isEditing: boolean;
  readonly box: FilterBoxState;
  readonly id: string;
  /** What the list is placed below. */
  readonly group: RefObject<HTMLDivElement>;
};

function FilterInput({ label, isEditing, box, id, group }: FilterInputProps) {
  const t = useT();
  return (
    <TextInputGroup innerRef={group} {...(box.error === undefined ? {} : { validated: 'error' as const })}>
      <TextInputGroupMain
        innerRef={box.input}
        icon={<Filter />}
        value={box.text}
        placeholder={t('Filter, for example src_namespace=shop or port=443')}
        aria-label={label}
        role="combobox"
        isExpanded={box.isOpen}
        aria-controls={`${id}-options`}
        {...(box.active === undefined ? {} : { 'aria-activedescendant': `${id}-option-${box.active}` })}
        inputProps={{
          'data-test': isEditing ? TEST_IDS.filterEdit : TEST_IDS.filterInput,
          'aria-autocomplete': 'list',
          'aria-invalid': box.error !== undefined,
          'aria-describedby': box.error === undefined ? undefined : `${id}-error`,
          // What is written is a language of its own, and reads from left to right whatever the values are.
          dir: 'ltr',
          spellCheck: false,
          autoCapitalize: 'off',
          autoComplete: 'off',
          onKeyDown: box.onKeyDown,
        }}
        onChange={(event, text) =>
          box.onType({ text, caret: event.currentTarget.selectionStart ?? text.length })
        }
        onClick={(event) => {
          const { target } = event;
          if (target instanceof HTMLInputElement) {
            box.onCaret(target.selectionStart ?? target.value.length);
            box.setOpen(true);
          }
        }}
      />
      {(isEditing || box.text !== '') && (
        <TextInputGroupUtilities>
          <Button
            variant="plain"
            aria-label={isEditing ? t('Leave it as it was') : t('Clear the text')}
            icon={<Times />}
            onClick={box.onClear}
          />
          <Button
            variant="plain"
            aria-label={t('Apply filter')}
            icon={<ArrowRight />}
            onClick={box.onApply}
          />
        </TextInputGroupUtilities>
      )}
    </TextInputGroup>
  );
}
