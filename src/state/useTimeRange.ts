import { useCallback } from 'react';

import type { TimeRange } from '#model/time-range.ts';
import { useUrlParam, useUrlUpdate } from './url/useUrl.ts';

/** The time range of the link, and its setter. */
export function useTimeRange(): readonly [TimeRange, (range: TimeRange) => void] {
  const range = useUrlParam('timeRange');
  const update = useUrlUpdate();
  return [range, useCallback((timeRange: TimeRange) => update({ timeRange }), [update])];
}
