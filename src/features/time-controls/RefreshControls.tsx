import {
  Button,
  MenuToggle,
  Select,
  SelectList,
  SelectOption,
  Spinner,
  Tooltip,
} from '@patternfly/react-core';
import { SyncAltIcon } from '@patternfly/react-icons';
import { useState } from 'react';

import type { RefreshInterval } from '../../state/preferences/refresh-interval.ts';
import { REFRESH_INTERVALS } from '../../state/preferences/refresh-interval.ts';
import { useT } from '../../ui/i18n.ts';
import { MENU_PLACE } from '../../ui/menu-place.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { lengthText } from './length-text.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const SyncAlt = consoleIcon(SyncAltIcon);

export type RefreshControlsProps = {
  /** In ms; `undefined` for never by itself. */
  readonly intervalMs: RefreshInterval | undefined;
  readonly onInterval: (intervalMs: RefreshInterval | undefined) => void;
  /** False for a fixed span of time, which is asked for once. */
  readonly canRepeat: boolean;
  readonly isFetching: boolean;
  readonly onRefresh: () => void;
};

const OFF = 'off';

/** How often the page asks again, and a button that asks now. */
export function RefreshControls(props: RefreshControlsProps) {
  const { isFetching, onRefresh } = props;
  const t = useT();

  return (
    <>
      <IntervalSelect {...props} />
      <Button
        variant="control"
        aria-label={t('Refresh now')}
        data-test={TEST_IDS.refresh}
        onClick={onRefresh}
        icon={isFetching ? <Spinner isInline aria-label={t('Loading')} /> : <SyncAlt />}
      />
    </>
  );
}

/** Chooses the interval; for a fixed span it is off and says why. */
function IntervalSelect({ intervalMs, onInterval, canRepeat }: RefreshControlsProps) {
  const t = useT();
  const locale = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const text = (ms: number) => t('Every {{length}}', { length: lengthText(ms / 1000, locale) });
  const current = canRepeat && intervalMs !== undefined ? text(intervalMs) : t('Refresh off');

  return (
    <Select
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      selected={intervalMs ?? OFF}
      popperProps={MENU_PLACE}
      onSelect={(_event, value) => {
        setIsOpen(false);
        onInterval(REFRESH_INTERVALS.find((interval) => interval === value));
      }}
      toggle={(ref) => {
        const toggle = (
          <MenuToggle
            ref={ref}
            aria-label={t('Refresh interval: {{interval}}', { interval: current })}
            aria-disabled={!canRepeat}
            className={canRepeat ? '' : 'netobserv-plugin__aria-disabled'}
            data-test={TEST_IDS.refreshInterval}
            isExpanded={isOpen}
            onClick={() => setIsOpen(canRepeat && !isOpen)}
          >
            {current}
          </MenuToggle>
        );
        return canRepeat ? (
          toggle
        ) : (
          <Tooltip content={t('A fixed time range does not change: choose a “Last …” range to refresh it.')}>
            {toggle}
          </Tooltip>
        );
      }}
    >
      <SelectList aria-label={t('Refresh interval')}>
        <SelectOption value={OFF}>{t('Refresh off')}</SelectOption>
        {REFRESH_INTERVALS.map((interval) => (
          <SelectOption key={interval} value={interval} data-test={`refresh-${interval}`}>
            {text(interval)}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  );
}
