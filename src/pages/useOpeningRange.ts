import { useEffect } from 'react';

import type { TimeSpan } from '#model/time-range.ts';
import { rangeHolding } from '#model/time-range.ts';
import type { PageConfig } from '../api/config.ts';
import { chooseLogType } from '../state/useLogType.ts';
import { useIsBareUrl, useIsInUrl, useUrlParam, useUrlUpdate } from '../state/url/useUrl.ts';
import { recordedSpan } from './cluster.ts';

/**
 * Opens a recording that keeps its times on its own span: a link that says no time is completed in place.
 *
 * Returns whether that is still to be done; until then there is nothing to ask.
 */
export function useOpeningRange(config: PageConfig): boolean {
  const { recordTypes } = config;
  const isTimeSaid = useIsInUrl('timeRange');
  const asked = useUrlParam('logType');
  const isBare = useIsBareUrl();
  const update = useUrlUpdate();
  const { fromMs, toMs } = recordedSpan(config) ?? NO_SPAN;
  const isOpening = !isTimeSaid && Number.isFinite(fromMs);

  useEffect(() => {
    if (isOpening) {
      // With a time the link is not bare any more, so what a bare one opens on is said in the same step.
      const logType = chooseLogType({ asked, isBare, recordTypes });
      update({ timeRange: rangeHolding({ fromMs, toMs }), logType }, 'replace');
    }
  }, [isOpening, asked, isBare, recordTypes, fromMs, toMs, update]);

  return isOpening;
}

const NO_SPAN: TimeSpan = { fromMs: Number.NaN, toMs: Number.NaN };
