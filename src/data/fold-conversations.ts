import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { CONVERSATION_FIELDS, conversationRecord } from '#model/fields/conversation-fields.ts';
import { compileFilter } from '#model/filter/compile.ts';
import type { Filter } from '#model/filter/filter.ts';
import type { Conversations } from '../api/conversations.ts';
import type { RecordsParams } from '../api/records.ts';
import { fetchRecords } from '../api/records.ts';

/**
 * Conversations as far as the events in the window tell, for a backend that knows nothing but events.
 *
 * The limit is one of events there, so `total` is a lower bound once it is reached. A filter on what is only
 * known of whole conversations is applied here.
 */
export async function fetchFoldedConversations(
  params: Omit<RecordsParams, 'recordType'> & { readonly filter: Filter },
  signal: AbortSignal,
): Promise<Conversations> {
  const { filter, ...rest } = params;
  const isDerived = mentionsDerivedField(filter);
  const { records, isLimitReached, serverMs } = await fetchRecords(
    { ...rest, filters: isDerived ? '' : rest.filters, recordType: 'allConnections' },
    signal,
  );
  const folded = foldEvents(records.map(({ record }) => record)).map(({ conversation }) => conversation);
  const items = isDerived ? folded.filter(passes(filter)) : folded;
  return { items, total: items.length, isLimitReached, serverMs };
}

function passes(filter: Filter): (conversation: Conversation) => boolean {
  const isMatch = compileFilter(filter);
  return (conversation) => isMatch(conversationRecord(conversation));
}

function mentionsDerivedField(filter: Filter): boolean {
  switch (filter.kind) {
    case 'match':
      return isDerivedField(filter.field);
    case 'not':
    case 'eitherWay':
      return mentionsDerivedField(filter.of);
    case 'all':
    case 'any':
      return filter.of.some(mentionsDerivedField);
  }
}

/** Derived from events by the page: a backend that only knows events cannot filter on it. */
function isDerivedField(field: string): boolean {
  return CONVERSATION_FIELDS.some((derived) => derived === field);
}
