import { useEffect, useMemo } from 'react';
import { useLocation } from 'react-router';

import type { LogType } from '#model/event.ts';
import { conditionsOf, filterOf } from '#model/filter/conditions.ts';
import type { Filter } from '#model/filter/filter.ts';
import { all } from '#model/filter/filter.ts';
import { lossConditions } from '#model/filter/link/packet-loss.ts';
import type { PageConfig } from '../api/config.ts';
import { useTenant } from '../data/tenant.ts';
import { useIsBareUrl, useIsInUrl, useUrlParam, useUrlUpdate } from '../state/url/useUrl.ts';
import { chooseLogType } from '../state/useLogType.ts';
import { openingRange } from './cluster.ts';

/** What a page opens on where its link does not say. */
type OpeningDefaults = {
  /** The default quick filters of the cluster. */
  readonly filter: Filter | undefined;
  /** The log type that the user chose last. */
  readonly logType: LogType | undefined;
  /** False until it is known what the user chose: a bare link waits for it. */
  readonly isLoaded: boolean;
};

/**
 * Completes a link that does not say what the page needs, in place and in one step: the log type, the time
 * range (the whole span of a recording that keeps its times), and the default quick filters of the cluster. What a
 * link of NetObserv says of lost packets becomes conditions.
 *
 * From then on the address says what is shown, whatever is added to it. Default quick filters are for links
 * that say nothing of filters (`filters=` says that there are none), and for users who see all namespaces, as
 * in NetObserv. Returns whether that is still to be done; until then there is nothing to ask.
 */
export function useOpening(config: PageConfig, defaults: OpeningDefaults): boolean {
  const asked = useUrlParam('logType');
  const timeRange = useUrlParam('timeRange');
  const isLogTypeSaid = useIsInUrl('logType');
  const isTimeSaid = useIsInUrl('timeRange');
  const isFilterSaid = useIsInUrl('filter');
  const isOffSaid = useIsInUrl('off');
  const isBare = useIsBareUrl();
  const tenant = useTenant();
  const update = useUrlUpdate();
  const { key: visit } = useLocation();

  const said = useUrlParam('filter');
  const packetLoss = useUrlParam('packetLoss');
  const filter = useMemo(() => {
    const opened = isFilterSaid || isOffSaid || tenant !== undefined ? undefined : defaults.filter;
    const losses = lossConditions(packetLoss);
    return losses.length === 0 ? opened : narrowed(opened ?? said, losses);
  }, [isFilterSaid, isOffSaid, tenant, defaults.filter, packetLoss, said]);
  const isOpening = !isLogTypeSaid || !isTimeSaid || filter !== undefined;
  const isReady = defaults.isLoaded || !isBare;
  const preferred = defaults.logType;

  // Each visit is opened: a link to the bare page that is clicked while it opens undoes what was written.
  useEffect(() => {
    if (isOpening && isReady) {
      const { recordTypes } = config;
      update(
        {
          ...(isLogTypeSaid
            ? {}
            : {
                logType: chooseLogType({
                  asked,
                  isBare,
                  recordTypes,
                  preferred,
                  isUntracked: config.recording?.isUntracked,
                }),
              }),
          ...(isTimeSaid ? {} : { timeRange: openingRange(config, timeRange) }),
          ...(filter === undefined ? {} : { filter, packetLoss: 'all' }),
        },
        'replace',
      );
    }
  }, [
    isOpening,
    isReady,
    preferred,
    isLogTypeSaid,
    isTimeSaid,
    filter,
    config,
    asked,
    isBare,
    timeRange,
    update,
    visit,
  ]);

  return isOpening;
}

/** A filter with conditions that must hold, too. */
function narrowed(filter: Filter, more: readonly Filter[]): Filter {
  const { mode, conditions } = conditionsOf(filter);
  return mode === 'all' || conditions.length === 0
    ? filterOf({ mode: 'all', conditions: [...conditions, ...more] })
    : all(filter, ...more);
}
