import type { Filter } from '#model/filter/filter.ts';
import { backendOf } from '#model/backend/profile.ts';
import type { Role } from '../api/config.ts';
import type { Setting } from '../api/remembered-config.ts';
import { useTrafficAhead } from '../data/useTrafficAhead.ts';
import { usePreferences } from '../state/preferences/usePreferences.ts';
import { useIsBareUrl, useIsInUrl, useUrlParam } from '../state/url/useUrl.ts';
import { chooseLogType } from '../state/useLogType.ts';
import { openingRange } from './cluster.ts';
import { obstacleTo } from './obstacle.ts';
import { DEFAULT_SORT } from './usePageTraffic.ts';
import { readQuickFilters } from './useQuickFilters.ts';
import { lowerQuestion } from './useQuestion.ts';

/**
 * Asks ahead what the page will most probably ask: what the link says, completed as `useOpening` will complete it if
 * the configuration is the one assumed. Nothing is asked where the link cannot be asked, or is still to be translated.
 */
export function useRowsAhead(projectOf: (role: Role) => string | undefined): void {
  const logTypeSaid = useUrlParam('logType');
  const timeRange = useUrlParam('timeRange');
  const filter = useUrlParam('filter');
  const limit = useUrlParam('limit');
  const showDup = useUrlParam('showDup');
  const sort = useUrlParam('sort') ?? DEFAULT_SORT;
  const packetLoss = useUrlParam('packetLoss');
  const isBare = useIsBareUrl();
  const isTimeSaid = useIsInUrl('timeRange');
  const isFilterInUrl = useIsInUrl('filter');
  const isOffInUrl = useIsInUrl('off');
  const [{ logType: preferred }, , isLoaded] = usePreferences();

  const filterUnder = ({ config }: Setting, project: string | undefined): Filter => {
    const opened =
      isFilterInUrl || isOffInUrl || project !== undefined
        ? undefined
        : readQuickFilters(config).defaultFilter;
    return opened ?? filter;
  };

  useTrafficAhead((assumed) => {
    const project = projectOf(assumed.role);
    const isUnchosen = assumed.role === 'dev' && project === undefined;
    if (packetLoss !== 'all' || (isBare && !isLoaded) || isUnchosen) {
      return undefined;
    }
    const { recordTypes } = assumed.config;
    const { isUntracked } = assumed.config.recording ?? {};
    const logType = chooseLogType({ asked: logTypeSaid, isBare, recordTypes, preferred, isUntracked });
    const asked = filterUnder(assumed, project);
    const { lowered, refusal } = lowerQuestion(asked);
    if (obstacleTo({ refusal, filter: asked, logType }, backendOf(assumed.config)) !== undefined) {
      return undefined;
    }
    const question = {
      timeRange: isTimeSaid ? timeRange : openingRange(assumed.config, timeRange),
      filter: lowered,
      limit,
      showDup,
    };
    return { asked: { logType, question, sort }, namespace: project };
  });
}
