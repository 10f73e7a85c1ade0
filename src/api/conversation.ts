import type { Static } from 'typebox';

import type { Conversation } from '#model/conversation/conversation.ts';
import type { Neighbours } from '#model/conversation/neighbours.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { KeyedRecord } from '#model/view.ts';
import type { Reconciliation } from '#model/wire/conversations.ts';
import { ConversationAnswer } from '#model/wire/conversations.ts';
import { fetchJson } from './client.ts';
import { decodeConversation } from './conversations.ts';
import { withKeys } from './records.ts';

/** One conversation with all that is known of it, and its neighbours; events and flows oldest first. */
export type ConversationDetails = Neighbours & {
  readonly conversation: Conversation;
  readonly events: readonly KeyedRecord[];
  readonly flows: readonly KeyedRecord[];
  /** True when there are more flow logs than are in `flows`, which are the first. */
  readonly areFlowsCut: boolean;
  /** True when not all flow logs were read: `flows` are the newest, and only those that were read are counted. */
  readonly areFlowsUnread: boolean;
  /** How many flow logs are marked as a second observer's, whether in `flows` or not. */
  readonly secondObservers: number;
  readonly reconciliation: Static<typeof Reconciliation>;
};

/** One instance by its key. `ApiError` with code `conversation-not-found` when there is none. */
export async function fetchConversation(key: string, signal: AbortSignal): Promise<ConversationDetails> {
  const answer = await fetchJson(ConversationAnswer, {
    path: `/api/conversations/${encodeURIComponent(key)}`,
    signal,
  });
  const flows = keyed(answer.flows);
  return {
    ...answer,
    conversation: decodeConversation(answer.conversation),
    events: keyed(answer.events),
    flows,
    areFlowsUnread: false,
    secondObservers: answer.areFlowsCut
      ? answer.reconciliation.duplicates
      : flows.filter(({ record }) => record['Duplicate'] === true).length,
  };
}

/** What came as JSON is a record. */
function keyed(records: readonly object[]): readonly KeyedRecord[] {
  return withKeys(records as readonly TrafficRecord[]);
}
