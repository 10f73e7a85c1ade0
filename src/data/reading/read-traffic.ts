import type { NetObservBackend } from '#model/backend/profile.ts';
import type { Filter } from '#model/filter/filter.ts';
import { all, any, match } from '#model/filter/filter.ts';
import { resolveTimeRange } from '#model/time-range.ts';
import { withKeys } from '../../api/records.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import type { Asking, TrafficQuestion } from '../traffic-question.ts';
import type { Traffic } from '../traffic.ts';
import { Budget } from './budget.ts';
import type { ReadContext } from './read-context.ts';
import { readConversations } from './read-conversations.ts';
import { readFlows } from './read-flows.ts';
import { readFurther } from './read-further.ts';

type AskingNetObserv = Asking & { readonly backend: NetObservBackend };

/**
 * The rows that answer a question, read from NetObserv's backend as far as the budget goes; no less than what was read
 * before.
 */
export function readTraffic(
  asked: TrafficQuestion,
  asking: AskingNetObserv,
  signal: AbortSignal,
): Promise<Traffic> {
  return readFurther(asking.before, () => readAnew(asked, asking, signal));
}

async function readAnew(
  { logType, question, sort }: TrafficQuestion,
  { backend, namespace, limits, budget }: AskingNetObserv,
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
