import { printBackendFilters } from '#model/filter/backend/backend-filters.ts';
import type { Filter } from '#model/filter/filter.ts';
import type { Sort } from '#model/view.ts';
import { CONVERSATION_SORT_KEYS } from '#model/wire/conversations.ts';
import { ApiError } from '../api/api-error.ts';
import { fetchConversations } from '../api/conversations.ts';
import { fetchRecords } from '../api/records.ts';
import { lateCode } from './late-code.ts';
import { WHOLE } from './reading/reading-end.ts';
import type { Asking, TrafficQuestion } from './traffic-question.ts';
import type { Traffic } from './traffic.ts';

/**
 * The rows that answer a question: exactly those that its whole filter lets through.
 *
 * Ours is asked for them. Of NetObserv's as much is read as it takes, and the rest is done here; where that is too
 * much, the answer says how far it goes.
 */
export async function fetchTraffic(
  asked: TrafficQuestion,
  asking: Asking,
  signal: AbortSignal,
): Promise<Traffic> {
  const { backend } = asking;
  if (backend.kind === 'own') {
    return fetchOwn(asked, asking, signal);
  }
  // A chunk of its own: a page of our backend does not need it.
  const { readTraffic } = await lateCode(
    import(/* webpackChunkName: "netobserv" */ './reading/read-traffic.ts'),
  );
  return readTraffic(asked, { ...asking, backend }, signal);
}

async function fetchOwn(
  { logType, question, sort }: TrafficQuestion,
  { namespace }: Asking,
  signal: AbortSignal,
): Promise<Traffic> {
  const { filter, ...rest } = question;
  const params = { ...rest, namespace, filters: printed(filter) };
  if (logType === 'flowLog') {
    const records = await fetchRecords({ ...params, recordType: 'flowLog' }, signal);
    return { kind: 'records', ...records, end: WHOLE };
  }
  const conversations = await fetchConversations({ ...params, sort: backendOrder(sort) }, signal);
  return { kind: 'conversations', ...conversations, end: WHOLE };
}

function printed(filter: Filter): string {
  const filters = printBackendFilters(filter);
  if (!filters.ok) {
    throw new ApiError(filters.error.code, filters.error.message);
  }
  return filters.value;
}

function backendOrder({ key, direction }: Sort): string {
  const known = CONVERSATION_SORT_KEYS.find((candidate) => candidate === key);
  return known === undefined ? '-end' : `${direction === 'desc' ? '-' : ''}${known}`;
}
