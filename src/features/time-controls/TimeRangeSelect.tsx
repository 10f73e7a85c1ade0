import { Divider, MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core';
import { ClockIcon } from '@patternfly/react-icons';
import { useState } from 'react';

import type { TimeRange, TimeSpan } from '#model/time-range.ts';
import { RELATIVE_RANGES, resolveTimeRange } from '#model/time-range.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyDialog } from '../../ui/lazy/LazyDialog.tsx';
import { MENU_PLACE } from '../../ui/menu-place.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { formatSpan, formatSpanOfYear } from '../../ui/time-format.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { lengthText } from './length-text.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const Clock = consoleIcon(ClockIcon);

const RANGE_DIALOG = new LazyCode(
  async () => (await import(/* webpackChunkName: "forms" */ './AbsoluteRangeDialog.tsx')).AbsoluteRangeDialog,
);

type TimeRangeSelectProps = {
  readonly range: TimeRange;
  /** The instants that are shown, by the clock of the backend; absent before anything is. */
  readonly span: TimeSpan | undefined;
  readonly onChange: (range: TimeRange) => void;
};

const CUSTOM = 'custom';

/** Chooses what time is looked at: the last so long, or from one instant to another. */
export function TimeRangeSelect({ range, span, onChange }: TimeRangeSelectProps) {
  const t = useT();
  const locale = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const [dialogSpan, setDialogSpan] = useState<TimeSpan>();
  const selected = range.kind === 'relative' ? range.seconds : CUSTOM;

  const choose = (value: unknown) => {
    setIsOpen(false);
    if (typeof value === 'number') {
      onChange({ kind: 'relative', seconds: value });
    } else {
      // The dialog opens with what is shown, whatever the clock of the browser says.
      setDialogSpan(span ?? resolveTimeRange(range, Date.now()));
    }
  };

  return (
    <>
      <Select
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        selected={selected}
        onSelect={(_event, value: unknown) => choose(value)}
        isScrollable
        popperProps={MENU_PLACE}
        maxMenuHeight="30rem"
        toggle={(ref) => (
          <MenuToggle
            ref={ref}
            icon={<Clock />}
            aria-label={t('Time range: {{range}}', { range: rangeText(range, locale, t) })}
            data-test={TEST_IDS.timeRange}
            isExpanded={isOpen}
            onClick={() => {
              RANGE_DIALOG.load();
              setIsOpen(!isOpen);
            }}
          >
            {rangeText(range, locale, t)}
          </MenuToggle>
        )}
      >
        <SelectList aria-label={t('Time range')}>
          {RELATIVE_RANGES.map((seconds) => (
            <SelectOption key={seconds} value={seconds} data-test={`time-range-${seconds}`}>
              {rangeText({ kind: 'relative', seconds }, locale, t)}
            </SelectOption>
          ))}
          <Divider component="li" />
          <SelectOption value={CUSTOM} data-test="time-range-custom">
            {t('Custom time range…')}
          </SelectOption>
        </SelectList>
      </Select>
      {dialogSpan !== undefined && (
        <LazyDialog
          lazy={RANGE_DIALOG}
          title={t('Custom time range')}
          onClose={() => setDialogSpan(undefined)}
        >
          {(AbsoluteRangeDialog) => (
            <AbsoluteRangeDialog
              startS={Math.floor(dialogSpan.fromMs / 1000)}
              endS={Math.ceil(dialogSpan.toMs / 1000) - 1}
              onClose={() => setDialogSpan(undefined)}
              onApply={(custom) => {
                setDialogSpan(undefined);
                onChange(custom);
              }}
            />
          )}
        </LazyDialog>
      )}
    </>
  );
}

function rangeText(range: TimeRange, locale: string, t: Translate): string {
  if (range.kind === 'relative') {
    return t('Last {{length}}', { length: lengthText(range.seconds, locale) });
  }
  const startMs = range.startS * 1000;
  const endMs = range.endS * 1000;
  // The year goes without saying while it is this one.
  return isThisYear(startMs) && isThisYear(endMs)
    ? formatSpanOfYear(startMs, endMs, locale)
    : formatSpan(startMs, endMs, locale);
}

function isThisYear(ms: number): boolean {
  return new Date(ms).getFullYear() === new Date().getFullYear();
}
