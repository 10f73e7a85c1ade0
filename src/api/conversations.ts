import type { Static } from 'typebox';
import { Object as ObjectOf, Array as ArrayOf } from 'typebox';

import type { Conversation } from '#model/conversation/conversation.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { ConversationsAnswer, WireConversation } from '#model/wire/conversations.ts';
import { fetchJson } from './client.ts';
import type { TrafficParams } from './traffic-params.ts';
import { trafficQuery } from './traffic-params.ts';

export type ConversationsParams = TrafficParams & {
  /** A key of `CONVERSATION_SORT_KEYS`, with `-` before it for descending. */
  readonly sort: string;
};

/** Conversations that were alive in the asked window. */
export type Conversations = {
  readonly items: readonly Conversation[];
  /** How many match, however many are in `items`; a lower bound where the backend only knows events. */
  readonly total: number;
  /** True when more match than are in `items`. */
  readonly isLimitReached: boolean;
  /** The backend's clock when it answered, in ms since the epoch. */
  readonly serverMs: number;
};

/**
 * The wire schema without a look at each field of `latest`: any JSON value may stand there, and looking costs
 * half a second for 10 000 conversations.
 */
const LightConversation = ObjectOf({ ...WireConversation.properties, latest: ObjectOf({}) });
const LightAnswer = ObjectOf({ ...ConversationsAnswer.properties, items: ArrayOf(LightConversation) });

/** One instance a row, folded by the backend. Only where it announces the capability `conversations`. */
export async function fetchConversations(
  params: ConversationsParams,
  signal: AbortSignal,
): Promise<Conversations> {
  const answer = await fetchJson(LightAnswer, {
    path: '/api/conversations',
    params: { ...trafficQuery(params), sort: params.sort },
    signal,
    takesForms: true,
  });
  const items = answer.items.map(decodeConversation);
  return {
    items,
    total: answer.total,
    isLimitReached: answer.total > items.length,
    serverMs: answer.unixTimestamp * 1000,
  };
}

/** A conversation as the page holds it: `latest` is JSON, so it is a record. */
export function decodeConversation(wire: Static<typeof LightConversation>): Conversation {
  return { ...wire, latest: wire.latest as TrafficRecord };
}
