import type { Backend, NetObservBackend } from '#model/backend/profile.ts';
import type { LogType } from '#model/event.ts';
import { printBackendFilters } from '#model/filter/backend/backend-filters.ts';
import type { Filter } from '#model/filter/filter.ts';
import { all, any, match } from '#model/filter/filter.ts';
import { resolveTimeRange } from '#model/time-range.ts';
import type { Sort } from '#model/view.ts';
import { CONVERSATION_SORT_KEYS } from '#model/wire/conversations.ts';
import { ApiError } from '../api/api-error.ts';
import { fetchConversations } from '../api/conversations.ts';
import { fetchRecords, withKeys } from '../api/records.ts';
import { serverNowMs } from '../api/server-clock.ts';
import type { Question } from './question.ts';
import type { BackendLimits } from './reading/backend-limits.ts';
import type { BudgetSize } from './reading/budget.ts';
import { Budget } from './reading/budget.ts';
import type { ReadContext } from './reading/read-context.ts';
import { readConversations } from './reading/read-conversations.ts';
import { readFlows } from './reading/read-flows.ts';
import { WHOLE } from './reading/reading-end.ts';
import type { Traffic } from './traffic.ts';

/** Which rows are wanted, and in which order conversations are cut. */
export type TrafficQuestion = {
  readonly logType: LogType;
  readonly question: Question;
  readonly sort: Sort;
};

/** Who is asked, and how much may be read of a backend that knows less than the page. */
export type Asking = {
  readonly backend: Backend;
  /** The one namespace that the user may see; absent for all of them. */
  readonly namespace: string | undefined;
  readonly limits: BackendLimits;
  readonly budget: BudgetSize;
};

/**
 * The rows that answer a question: exactly those that its whole filter lets through.
 *
 * Ours is asked for them. Of NetObserv's as much is read as it takes, and the rest is done here; where that is too
 * much, the answer says how far it goes.
 */
export function fetchTraffic(asked: TrafficQuestion, asking: Asking, signal: AbortSignal): Promise<Traffic> {
  return asking.backend.kind === 'own'
    ? fetchOwn(asked, asking, signal)
    : readNetObserv(asked, { ...asking, backend: asking.backend }, signal);
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

async function readNetObserv(
  { logType, question, sort }: TrafficQuestion,
  { backend, namespace, limits, budget }: Asking & { readonly backend: NetObservBackend },
  signal: AbortSignal,
): Promise<Traffic> {
  const nowMs = serverNowMs();
  const context: ReadContext = {
    backend,
    namespace,
    limits,
    budget: new Budget(budget, Date.now),
    nowMs,
    signal,
  };
  const { timeRange, limit, showDup } = question;
  const span = resolveTimeRange(timeRange, nowMs);
  const filter = inNamespace(question.filter, namespace);
  if (logType === 'flowLog') {
    const { records, hasMore, secondObservers, end } = await readFlows(
      { span, filter, limit, showDup },
      context,
    );
    const isLimitReached = hasMore || end.kind === 'stopped';
    return {
      kind: 'records',
      records: withKeys(records),
      isLimitReached,
      secondObservers,
      serverMs: nowMs,
      end,
    };
  }
  const read = await readConversations({ span, filter, sort, limit }, context);
  const isLimitReached = read.total > read.items.length;
  return { kind: 'conversations', ...read, isLimitReached, serverMs: nowMs };
}

/** A user who may see one namespace sees the traffic from and to it. */
function inNamespace(filter: Filter, namespace: string | undefined): Filter {
  return namespace === undefined
    ? filter
    : all(any(match('SrcK8S_Namespace', '=', namespace), match('DstK8S_Namespace', '=', namespace)), filter);
}
