import { parseConversationKey } from '#model/conversation/identity.ts';
import type { ConversationAnswer, ConversationsAnswer } from '#model/wire/conversations.ts';

import { accepted } from '../http/accepted.ts';
import { asked } from '../http/asked.ts';
import { ConversationParameters, ConversationsParameters } from '../http/flow-query.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { planConversations } from '../query/conversations-question.ts';
import { printCursor } from '../query/cursor.ts';
import type { ConversationWithRecords } from '../store/flow-store.ts';
import type { RouteContext, Server } from './route-context.ts';

/** How many flow logs of one conversation are listed. */
const MAX_FLOWS = 1000;

/** `GET /api/conversations`: instances that were alive in the window, a page at a time. */
export function conversationsRoute(app: Server, { store, clock, limits }: RouteContext): void {
  app.get(
    '/api/conversations',
    { schema: { querystring: ConversationsParameters } },
    async (request): Promise<ConversationsAnswer> => {
      const query = accepted(planConversations(asked(request), clock.now()));
      const { items, total, next } = await limits.run(request, (signal) =>
        store.conversations(query, signal),
      );
      return {
        items: [...items],
        total,
        ...(next === undefined ? {} : { cursor: printCursor(query.order, next) }),
        unixTimestamp: Math.floor(clock.now() / 1000),
      };
    },
  );
}

/** `GET /api/conversations/{key}`: one instance with its events and flow logs. */
export function conversationRoute(app: Server, { store, limits, logTypes }: RouteContext): void {
  app.get(
    '/api/conversations/:key',
    { schema: { params: ConversationParameters } },
    async (request): Promise<ConversationAnswer> => {
      const { key } = request.params;
      const parsed = parseConversationKey(key);
      const found =
        parsed &&
        (await limits.run(request, (signal) =>
          store.conversation(parsed.id, parsed.startMs, MAX_FLOWS, signal),
        ));
      if (found === undefined) {
        throw notFound(key, parsed !== undefined);
      }
      return answer(found, logTypes === 'All');
    },
  );
}

function answer(found: ConversationWithRecords, areFlowsKept: boolean): ConversationAnswer {
  const { conversation, events, flows, flowCount, duplicateCount } = found;
  return {
    conversation,
    events: [...events],
    flows: [...flows],
    areFlowsCut: flows.length < flowCount + duplicateCount,
    reconciliation: {
      numFlowLogs: conversation.flows,
      flowsFound: flowCount,
      duplicates: duplicateCount,
      areFlowsKept,
    },
  };
}

function notFound(key: string, isKey: boolean): HttpProblem {
  return new HttpProblem(404, {
    message: `There is no conversation ${JSON.stringify(key)}.`,
    code: 'conversation-not-found',
    path: 'key',
    hint: isKey
      ? 'It may have been dropped from the store, or belong to another recording.'
      : 'A key is the conversation ID, @ and its start in milliseconds.',
  });
}
