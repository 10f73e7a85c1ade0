import type { NetObservBackend } from '#model/backend/profile.ts';
import { addressSpaceOf, isSameSpace } from '#model/conversation/address-space.ts';
import type { Conversation } from '#model/conversation/conversation.ts';
import { countFlows } from '#model/conversation/flow-count.ts';
import type { FoldedConversation } from '#model/conversation/folded-conversation.ts';
import { parseConversationKey } from '#model/conversation/identity.ts';
import { flowSpanOf, instanceAt } from '#model/conversation/instance-at.ts';
import type { Neighbours } from '#model/conversation/neighbours.ts';
import { neighboursOf } from '#model/conversation/neighbours.ts';
import { match } from '#model/filter/filter.ts';
import type { TimeSpan } from '#model/time-range.ts';
import { ApiError } from '../../api/api-error.ts';
import type { ConversationDetails } from '../../api/conversation.ts';
import { withKeys } from '../../api/records.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import type { BackendLimits } from './backend-limits.ts';
import { Budget, BUDGET } from './budget.ts';
import { Completion } from './completion.ts';
import { EventSet } from './event-set.ts';
import type { ReadContext } from './read-context.ts';
import { nowS } from './read-context.ts';
import { readByIds } from './read-events.ts';
import type { FlowsRead } from './read-flows.ts';
import { readFlows } from './read-flows.ts';
import { WHOLE } from './reading-end.ts';

/** How many flow logs of one conversation are read. */
const MOST_FLOWS = 10_000;

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
 * Reads all events of its id from the instant that the key tells until now, folds them, takes the instance of that
 * instant, and reads on until it is there from its start; then the flow logs of its span, if any are kept.
 */
export async function readConversation(
  key: string,
  { areFlowsKept, ...asking }: DetailsAsking,
  signal: AbortSignal,
): Promise<ConversationDetails> {
  const nowMs = serverNowMs();
  const context: ReadContext = { ...asking, budget: new Budget(BUDGET, Date.now), nowMs, signal };
  const { found, span, neighbours } = await instanceOf(key, context);
  const { conversation, events } = found;
  const flows = areFlowsKept ? await flowsOf(conversation, span, context) : NO_FLOWS;
  const { found: flowsFound, duplicates } = countFlows(conversation, flows.records);
  const oldestFirst = flows.records.toReversed();
  const areFlowsUnread = flows.hasMore || flows.end.kind === 'stopped';
  return {
    conversation,
    events: withKeys(events),
    flows: withKeys(oldestFirst),
    areFlowsCut: areFlowsUnread,
    areFlowsUnread,
    secondObservers: oldestFirst.filter(({ Duplicate }) => Duplicate === true).length,
    reconciliation: { numFlowLogs: conversation.flows, flowsFound, duplicates, areFlowsKept },
    ...neighbours,
  };
}

const NO_FLOWS: FlowsRead = { records: [], hasMore: false, secondObservers: 0, end: WHOLE };

type Instance = {
  readonly found: FoldedConversation;
  /** When its flows may end. */
  readonly span: TimeSpan;
  /** Those that its own events came with: later ones always, earlier ones where they began shortly before. */
  readonly neighbours: Neighbours;
};

async function instanceOf(key: string, context: ReadContext): Promise<Instance> {
  const identity = parseConversationKey(key);
  if (identity === undefined) {
    throw notFound(key);
  }
  const { id, startMs } = identity;
  const slice = { startS: Math.floor(startMs / 1000) - AROUND_S, endS: nowS(context) + AROUND_S };
  const { events: read, end } = await readByIds([id], { recordType: 'allConnections', slice }, context);
  const events = new EventSet();
  events.add(read);
  const completion = new Completion(context, events);
  const instance = () => instanceAt(events.folded, identity);
  let fromS = end.kind === 'stopped' ? Math.ceil(end.fromMs / 1000) : slice.startS;
  let begun = begunBefore(instance(), fromS);
  while (begun !== undefined && !completion.isLacking(begun)) {
    const startS = Math.floor(begun.startMs / 1000) - 1;
    await completion.readBefore([begun], { startS, endS: fromS - 1 });
    fromS = startS;
    begun = begunBefore(instance(), fromS);
  }
  const found = instance();
  if (found === undefined) {
    throw notFound(key);
  }
  const { conversation } = found;
  const span = flowSpanOf(conversation, events.folded);
  const neighbours = neighboursOf(
    conversation,
    events.folded.map((other) => other.conversation),
  );
  const shown = completion.isLacking(conversation)
    ? { ...found, conversation: { ...conversation, unread: { start: true, events: true } } }
    : found;
  return { found: shown, span, neighbours };
}

/** The conversation of an instance that began before a second. */
function begunBefore(instance: FoldedConversation | undefined, fromS: number): Conversation | undefined {
  return instance !== undefined && instance.conversation.startMs < fromS * 1000
    ? instance.conversation
    : undefined;
}

/** Its flow logs; those of another cluster or network with the same addresses and ports are none of it. */
async function flowsOf(
  { id, latest }: Conversation,
  span: TimeSpan,
  context: ReadContext,
): Promise<FlowsRead> {
  const space = addressSpaceOf(latest);
  const read = await readFlows(
    { span, filter: match('_HashId', '=', id), limit: MOST_FLOWS, showDup: true },
    context,
  );
  return { ...read, records: read.records.filter((flow) => isSameSpace(addressSpaceOf(flow), space)) };
}

function notFound(key: string): ApiError {
  return new ApiError('conversation-not-found', `There is no conversation ${key}.`, { status: 404 });
}
