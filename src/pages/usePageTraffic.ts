import { useMemo, useState } from 'react';

import type { TimeSpan } from '#model/time-range.ts';
import { resolveTimeRange } from '#model/time-range.ts';
import type { Sort } from '#model/view.ts';
import type { PageConfig } from '../api/config.ts';
import type { Answer } from '../data/answer.ts';
import type { Question } from '../data/question.ts';
import type { Traffic } from '../data/traffic.ts';
import { useBackend } from '../data/useBackend.ts';
import { useTraffic } from '../data/useTraffic.ts';
import type { LogTypeState } from '../state/useLogType.ts';
import { useLogType } from '../state/useLogType.ts';
import { useUrlParam } from '../state/url/useUrl.ts';
import type { Obstacle } from './obstacle.ts';
import { obstacleTo } from './obstacle.ts';
import { useQuestion } from './useQuestion.ts';

/** The order of a table that the link says nothing of: the latest first. */
export const DEFAULT_SORT: Sort = { key: 'end', direction: 'desc' };

/** What the link asks, and what came of it. */
export type PageTraffic = LogTypeState & {
  readonly question: Question;
  /** Why nothing is asked, if nothing is. */
  readonly obstacle: Obstacle | undefined;
  readonly sort: Sort;
  readonly answer: Answer<Traffic>;
  /** What the time range means by the backend's clock. */
  readonly span: TimeSpan;
  /** Asks now. */
  readonly refresh: () => void;
  /** Reads more of a backend that was not read to the end. */
  readonly readOn: () => void;
};

/** Asks what the link asks. A fixed span is asked once, whatever the interval. */
export function usePageTraffic(config: PageConfig, refreshMs: number | undefined): PageTraffic {
  const { question, refusal } = useQuestion();
  const logType = useLogType(config.recordTypes);
  const sort = useUrlParam('sort') ?? DEFAULT_SORT;
  const filter = useUrlParam('filter');
  const backend = useBackend();
  const obstacle = useMemo(
    () => obstacleTo({ refusal, filter, logType: logType.logType }, backend),
    [refusal, filter, logType.logType, backend],
  );
  const isEnabled = obstacle === undefined;
  const [readOns, readOn] = useReadOns(question);
  const answer = useTraffic({
    logType: logType.logType,
    question,
    sort,
    refreshMs: question.timeRange.kind === 'relative' ? refreshMs : undefined,
    readOns,
    isEnabled,
  });

  return {
    ...logType,
    question,
    obstacle,
    sort,
    answer: isEnabled ? answer : { ...answer, ...NOTHING },
    span: resolveTimeRange(question.timeRange, answer.data?.serverMs ?? 0),
    refresh: () => {
      if (isEnabled) {
        answer.refresh();
      }
    },
    readOn,
  };
}

const NOTHING = { data: undefined, error: undefined, isStale: false, isFetching: false } as const;

/** How often somebody wanted to read on for this very question, and how to want it once more. */
function useReadOns({ filter, timeRange }: Question): readonly [number, () => void] {
  const about = JSON.stringify([filter, timeRange]);
  const [wanted, setWanted] = useState({ about, times: 0 });
  const times = wanted.about === about ? wanted.times : 0;
  return [times, () => setWanted({ about, times: times + 1 })];
}
