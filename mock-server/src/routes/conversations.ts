import type { Conversation } from '#model/conversation/conversation.ts';
import { countFlows } from '#model/conversation/flow-count.ts';
import { parseConversationKey } from '#model/conversation/identity.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import { compileFilter } from '#model/filter/compile.ts';
import type { Filter } from '#model/filter/filter.ts';
import { all } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { ConversationAnswer, ConversationsAnswer } from '#model/wire/conversations.ts';

import { accepted } from '../http/accepted.ts';
import { asked } from '../http/asked.ts';
import { ConversationScopeParameters } from '../http/explain-parameters.ts';
import { ConversationParameters, ConversationsParameters } from '../http/flow-query.ts';
import { ASKED_BY } from '../http/form-question.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { inNamespace, within } from '../query/asked-filter.ts';
import { planConversations } from '../query/conversations-question.ts';
import { printCursor } from '../query/cursor.ts';
import { findNeighbours } from '../query/find-neighbours.ts';
import type { ConversationWithRecords } from '../store/flow-store.ts';
import type { RouteContext, Server } from './route-context.ts';

/** How many flow logs of one conversation are listed. */
const MAX_FLOWS = 1000;

/** `GET /api/conversations`: instances that were alive in the window, a page at a time. */
export function conversationsRoute(app: Server, { store, clock, limits }: RouteContext): void {
  for (const asking of ASKED_BY) {
    app.route({
      ...asking,
      url: '/api/conversations',
      schema: {
        summary: 'Conversations that match',
        description: `Conversations that were alive in the time range, each once and as it is now, a page at a time.
Filters may name the fields of their latest event and what conversations have beside: _Status, _DurationMs, _Events,
_IsStartSeen, _Ratio, and counters each way. Pages join to the whole while conversations come and go.
A question that is too long for a URL is sent by POST, its parameters as a form.`,
        tags: ['ours'],
        querystring: ConversationsParameters,
        response: { 200: ConversationsAnswer },
      },
      handler: async (request): Promise<ConversationsAnswer> => {
        const query = accepted(planConversations(asked(request), clock.now()));
        const { items, total, next } = await limits.run(request, (signal) =>
          store.conversations(query, signal),
        );
        return {
          items: items.map(wireConversation),
          total,
          ...(next === undefined ? {} : { cursor: printCursor(query.order, next) }),
          unixTimestamp: Math.floor(clock.now() / 1000),
        };
      },
    });
  }
}

/** `GET /api/conversations/{key}`: one instance with its events and flow logs. */
export function conversationRoute(app: Server, { store, limits, logTypes }: RouteContext): void {
  app.get(
    '/api/conversations/:key',
    {
      schema: {
        summary: 'One conversation with its events and flow logs',
        description: `A conversation that is not there and one that may not be seen are both a 404.
Where the same conversation ID was seen before or after it, in the same cluster and network, the keys of the
conversations next to it are told as before and after.`,
        tags: ['ours'],
        params: ConversationParameters,
        querystring: ConversationScopeParameters,
        response: { 200: ConversationAnswer },
      },
    },
    async (request): Promise<ConversationAnswer> => {
      const { key } = request.params;
      const parsed = parseConversationKey(key);
      const { namespace = '', tenantNamespaces } = asked(request);
      const visible = all(inNamespace(namespace), within(tenantNamespaces));
      const told =
        parsed &&
        (await limits.run(request, async (signal) => {
          const found = await store.conversation(parsed, MAX_FLOWS, signal);
          const seen = found && asSeen(found, visible);
          return (
            seen && {
              ...answer(seen, logTypes === 'All'),
              ...(await findNeighbours(seen.conversation, { store, visible, signal })),
            }
          );
        }));
      if (told === undefined) {
        throw notFound(key, parsed !== undefined);
      }
      return told;
    },
  );
}

/** What may be seen of a conversation; `undefined` when it may not be seen at all. */
function asSeen(found: ConversationWithRecords, visible: Filter): ConversationWithRecords | undefined {
  const isVisible = compileFilter(visible);
  if (!isVisible(conversationRecord(found.conversation))) {
    return undefined;
  }
  const hidden = found.flows.filter((flow) => !isVisible(flow));
  const duplicates = hidden.filter(isDuplicate).length;
  return {
    ...found,
    events: found.events.filter(isVisible),
    flows: found.flows.filter(isVisible),
    flowCount: found.flowCount - (hidden.length - duplicates),
    duplicateCount: found.duplicateCount - duplicates,
  };
}

function isDuplicate({ Duplicate }: TrafficRecord): boolean {
  return Duplicate === true;
}

function answer(found: ConversationWithRecords, areFlowsKept: boolean): ConversationAnswer {
  const { conversation, events, flows, flowCount, duplicateCount } = found;
  const areFlowsCut = flows.length < flowCount + duplicateCount;
  const counted = areFlowsCut
    ? { found: flowCount, duplicates: duplicateCount }
    : countFlows(conversation, flows);
  return {
    conversation: wireConversation(conversation),
    events: [...events],
    flows: [...flows],
    areFlowsCut,
    reconciliation: {
      numFlowLogs: conversation.flows,
      flowsFound: counted.found,
      duplicates: counted.duplicates,
      areFlowsKept,
    },
  };
}

function wireConversation(conversation: Conversation): ConversationAnswer['conversation'] {
  return { ...conversation, observers: [...conversation.observers] };
}

function notFound(key: string, isKey: boolean): HttpProblem {
  return new HttpProblem(404, {
    message: `There is no conversation ${JSON.stringify(key)}.`,
    code: 'conversation-not-found',
    path: 'key',
    hint: isKey
      ? 'It may have been dropped from the store, or belong to another recording.'
      : 'A key is the conversation ID, @ and its start in milliseconds; behind a colon marks of its cluster and network.',
  });
}
