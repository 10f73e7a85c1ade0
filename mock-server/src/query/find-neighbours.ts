import type { Conversation } from '#model/conversation/conversation.ts';
import type { Neighbours } from '#model/conversation/neighbours.ts';
import { neighboursOf } from '#model/conversation/neighbours.ts';
import type { Filter } from '#model/filter/filter.ts';
import { all, match } from '#model/filter/filter.ts';

import type { ConversationPosition, ConversationsQuery, FlowStore } from '../store/flow-store.ts';

/** How many instances are asked for at a time: nearly always the first ones are the neighbours. */
const PAGE_LIMIT = 10;

/** Where neighbours are looked for, and which of them may be named. */
export type NeighboursScope = {
  readonly store: FlowStore;
  readonly visible: Filter;
  readonly signal: AbortSignal;
};

/** The neighbours of an instance among those in a store that are visible. */
export async function findNeighbours(
  conversation: Conversation,
  scope: NeighboursScope,
): Promise<Neighbours> {
  const { id, startMs } = conversation;
  const query = { filter: all(match('_HashId', '=', id), scope.visible), limit: PAGE_LIMIT };
  const [{ before }, { after }] = await Promise.all([
    search(conversation, scope, {
      ...query,
      span: { fromMs: -Infinity, toMs: startMs },
      order: { key: 'start', direction: 'desc' },
    }),
    search(conversation, scope, {
      ...query,
      span: { fromMs: startMs, toMs: Infinity },
      order: { key: 'start', direction: 'asc' },
    }),
  ]);
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

/** The neighbour on the side that a query walks away to. Those of other clusters and networks are passed on the way. */
async function search(
  conversation: Conversation,
  { store, signal }: NeighboursScope,
  query: ConversationsQuery,
): Promise<Neighbours> {
  const side = query.order.direction === 'desc' ? 'before' : 'after';
  let position: ConversationPosition | undefined;
  do {
    const page = position === undefined ? query : { ...query, after: position };
    const { items, next } = await store.conversations(page, signal);
    const found = neighboursOf(conversation, items);
    if (found[side] !== undefined) {
      return found;
    }
    position = next;
  } while (position !== undefined);
  return {};
}
