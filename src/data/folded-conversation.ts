import { parseConversationKey } from '#model/conversation/identity.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import type { TimeRange } from '#model/time-range.ts';
import { rangeHolding } from '#model/time-range.ts';
import { ApiError } from '../api/api-error.ts';
import type { ConversationDetails } from '../api/conversation.ts';
import { fetchRecords, withKeys } from '../api/records.ts';

/** How many records of one conversation are asked for at most. */
const LIMIT = 1000;

/**
 * One conversation out of a backend that knows nothing but events and flow logs.
 *
 * Looks from the start that the key tells until now for the events of that id, folds them, and takes the
 * instance that was alive at that start; then for the flow logs of its span, if any are kept.
 */
export async function fetchFoldedConversation(
  key: string,
  namespace: string | undefined,
  areFlowsKept: boolean,
  signal: AbortSignal,
): Promise<ConversationDetails> {
  const identity = parseConversationKey(key);
  if (identity === undefined) {
    throw notFound(key);
  }
  const { id, startMs } = identity;
  const about = { filters: `_HashId="${id}"`, limit: LIMIT, namespace };
  const timeRange: TimeRange = {
    kind: 'absolute',
    startS: Math.floor(startMs / 1000) - 1,
    endS: Math.ceil(Date.now() / 1000),
  };
  const told = await fetchRecords({ ...about, timeRange, recordType: 'allConnections' }, signal);
  const instance = foldEvents(told.records.map(({ record }) => record)).find(
    ({ conversation }) => conversation.startMs <= startMs && startMs <= conversation.endMs,
  );
  if (instance === undefined) {
    throw notFound(key);
  }
  const { conversation, events } = instance;
  const span = { fromMs: conversation.startMs, toMs: conversation.endMs };
  const kept = areFlowsKept
    ? await fetchRecords({ ...about, timeRange: rangeHolding(span), recordType: 'flowLog' }, signal)
    : undefined;
  const flows = kept?.records.toReversed() ?? [];
  return {
    conversation,
    events: withKeys(events),
    flows,
    areFlowsCut: kept?.isLimitReached ?? false,
    reconciliation: {
      numFlowLogs: conversation.flows,
      flowsFound: flows.length,
      duplicates: 0,
      areFlowsKept,
    },
  };
}

function notFound(key: string): ApiError {
  return new ApiError('conversation-not-found', `There is no conversation ${key}.`, { status: 404 });
}
