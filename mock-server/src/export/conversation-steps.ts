import type { Conversation } from '#model/conversation/conversation.ts';

import type { ConversationPosition, ConversationsQuery, FlowStore } from '../store/flow-store.ts';

/** So many conversations are in memory at most. */
const PAGE = 1000;

/** The conversations that match, by their start, a page at a time; at most `limit`. */
export async function* conversationSteps(
  store: Pick<FlowStore, 'conversations'>,
  { limit = Infinity, ...query }: Pick<ConversationsQuery, 'span' | 'filter'> & { readonly limit?: number },
  signal: AbortSignal,
): AsyncGenerator<readonly Conversation[], undefined> {
  let after: ConversationPosition | undefined;
  for (let left = limit; left > 0;) {
    const page = await store.conversations(
      {
        ...query,
        order: { key: 'start', direction: 'asc' },
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
