import type { NetObservBackend } from '#model/backend/profile.ts';
import { countFlows } from '#model/conversation/flow-count.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import type { FoldedConversation } from '#model/conversation/folded-conversation.ts';
import { parseConversationKey } from '#model/conversation/identity.ts';
import { match } from '#model/filter/filter.ts';
import type { TimeSpan } from '#model/time-range.ts';
import { ApiError } from '../../api/api-error.ts';
import type { ConversationDetails } from '../../api/conversation.ts';
import { withKeys } from '../../api/records.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import type { BackendLimits } from './backend-limits.ts';
import { Budget, BUDGET } from './budget.ts';
import type { ReadContext } from './read-context.ts';
import { nowS } from './read-context.ts';
import { readByIds } from './read-events.ts';
import type { FlowsRead } from './read-flows.ts';
import { readFlows } from './read-flows.ts';
import { WHOLE } from './reading-end.ts';

/** How many flow logs of one conversation are listed. */
const MAX_FLOWS = 1000;

/** How far beyond its events a conversation is looked for, in seconds: clocks of agents differ. */
const AROUND_S = 60;

/** Of whom one conversation is asked. */
export type DetailsAsking = {
  readonly backend: NetObservBackend;
  readonly namespace: string | undefined;
  readonly limits: BackendLimits;
  /** Whether flow logs are kept beside events. */
  readonly areFlowsKept: boolean;
};

/**
 * One conversation out of NetObserv's backend, which knows nothing but events and flow logs.
 *
 * Reads all events of its id from the start that the key tells until now, folds them, and takes the instance that
 * was alive at that start; then the flow logs of its span, if any are kept.
 */
export async function readConversation(
  key: string,
  { areFlowsKept, ...asking }: DetailsAsking,
  signal: AbortSignal,
): Promise<ConversationDetails> {
  const nowMs = serverNowMs();
  const context: ReadContext = { ...asking, budget: new Budget(BUDGET, Date.now), nowMs, signal };
  const { conversation, events } = await instanceOf(key, context);
  const span = { fromMs: conversation.startMs, toMs: conversation.endMs + 1 };
  const flows = areFlowsKept ? await flowsOf(conversation.id, span, context) : NO_FLOWS;
  const { found, duplicates } = countFlows(conversation, flows.records);
  return {
    conversation,
    events: withKeys(events),
    flows: withKeys(flows.records.toReversed()),
    areFlowsCut: flows.hasMore || flows.end.kind === 'stopped',
    reconciliation: { numFlowLogs: conversation.flows, flowsFound: found, duplicates, areFlowsKept },
  };
}

const NO_FLOWS: FlowsRead = { records: [], hasMore: false, secondObservers: 0, end: WHOLE };

async function instanceOf(key: string, context: ReadContext): Promise<FoldedConversation> {
  const identity = parseConversationKey(key);
  if (identity === undefined) {
    throw notFound(key);
  }
  const { id, startMs } = identity;
  const slice = { startS: Math.floor(startMs / 1000) - AROUND_S, endS: nowS(context) + AROUND_S };
  const { events, end } = await readByIds([id], { recordType: 'allConnections', slice }, context);
  const instances = foldEvents(events).filter(
    ({ conversation }) => conversation.startMs <= startMs && startMs <= conversation.endMs,
  );
  const found = instances.find(({ conversation }) => conversation.startMs === startMs) ?? instances[0];
  if (found === undefined) {
    throw notFound(key);
  }
  const isCut = end.kind === 'stopped' && found.conversation.startMs < end.fromMs;
  return isCut
    ? { ...found, conversation: { ...found.conversation, unread: { start: true, events: true } } }
    : found;
}

async function flowsOf(id: string, span: TimeSpan, context: ReadContext) {
  return readFlows({ span, filter: match('_HashId', '=', id), limit: MAX_FLOWS, showDup: true }, context);
}

function notFound(key: string): ApiError {
  return new ApiError('conversation-not-found', `There is no conversation ${key}.`, { status: 404 });
}
