import type { Conversation } from '#model/conversation/conversation.ts';

import type {
  ConversationOrder,
  ConversationPosition,
  ConversationsQuery,
  FlowStore,
} from '../store/flow-store.ts';

/** So many conversations are in memory at most. */
const PAGE = 1000;

/** By what does not change while pages are read. */
const OLDEST_FIRST: ConversationOrder = { key: 'start', direction: 'asc' };
const NEWEST_FIRST: ConversationOrder = { key: 'end', direction: 'desc' };

/**
 * The conversations that match, by their start, a page at a time; with a limit, those that ended last, the latest
 * first. Beyond a page, one that goes on meanwhile may then be missing.
 */
export async function* conversationSteps(
  store: Pick<FlowStore, 'conversations'>,
  { limit, ...query }: Pick<ConversationsQuery, 'span' | 'filter'> & { readonly limit?: number },
  signal: AbortSignal,
): AsyncGenerator<readonly Conversation[], undefined> {
  let after: ConversationPosition | undefined;
  for (let left = limit ?? Infinity; left > 0;) {
    const page = await store.conversations(
      {
        ...query,
        order: limit === undefined ? OLDEST_FIRST : NEWEST_FIRST,
        limit: Math.min(PAGE, left),
        ...(after === undefined ? {} : { after }),
      },
      signal,
    );
    yield page.items;
    if (page.next === undefined) {
      return;
    }
    left -= page.items.length;
    after = page.next;
  }
}
