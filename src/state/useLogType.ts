import { useCallback } from 'react';

import type { LogType, RecordType } from '#model/event.ts';
import { EVENT_TYPES, LOG_TYPES } from '#model/event.ts';
import { useIsBareUrl, useUrlParam, useUrlUpdate } from './url/useUrl.ts';

export type LogTypeState = {
  readonly logType: LogType;
  /** What the cluster produces, of what can be listed. */
  readonly available: readonly LogType[];
  /** True when the link asks for a log type that the cluster does not produce. */
  readonly isReplaced: boolean;
  readonly setLogType: (logType: LogType) => void;
};

/** What a link says of the log type, and what there is to list. */
export type LogTypeQuestion = {
  /** What the link asks for, if it says. */
  readonly asked: LogType | undefined;
  /** True when the link says nothing at all about the page. */
  readonly isBare: boolean;
  /** What the cluster produces. */
  readonly recordTypes: readonly RecordType[];
  /** The one that the user chose last. */
  readonly preferred?: LogType | undefined;
  /** True where it is known that there are flows, and no conversation of them. */
  readonly isUntracked?: boolean | undefined;
};

/** The log types that a cluster with these record types can list. */
export function availableLogTypes(recordTypes: readonly RecordType[]): readonly LogType[] {
  const hasEvents = EVENT_TYPES.some((type) => recordTypes.includes(type));
  return LOG_TYPES.filter((type) => (type === 'flowLog' ? recordTypes.includes('flowLog') : hasEvents));
}

/**
 * The log type that the page lists.
 *
 * With one type only, that one. Else what the link asks for. A link that says other things but not this means
 * flow logs, as NetObserv's do; a bare one opens on what the user chose last, at first on conversations, but on flows
 * where there is nothing else.
 */
export function chooseLogType({
  asked,
  isBare,
  recordTypes,
  preferred,
  isUntracked = false,
}: LogTypeQuestion): LogType {
  const [only, second] = availableLogTypes(recordTypes);
  if (only !== undefined && second === undefined) {
    return only;
  }
  return (
    asked ?? (isBare && !isUntracked && only !== undefined ? (preferred ?? 'allConnections') : 'flowLog')
  );
}

/** The log type of the page, and what it could be. */
export function useLogType(recordTypes: readonly RecordType[]): LogTypeState {
  const asked = useUrlParam('logType');
  const isBare = useIsBareUrl();
  const update = useUrlUpdate();
  const logType = chooseLogType({ asked, isBare, recordTypes });

  const setLogType = useCallback(
    (next: LogType) => update({ logType: next, selection: undefined, sort: undefined, panelTab: 'details' }),
    [update],
  );
  return {
    logType,
    available: availableLogTypes(recordTypes),
    isReplaced: asked !== undefined && asked !== logType,
    setLogType,
  };
}
