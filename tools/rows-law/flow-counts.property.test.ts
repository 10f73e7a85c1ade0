import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';
import type { ConversationAnswer, ConversationsAnswer } from '#model/wire/conversations.ts';
import { RouteServer } from '../../mock-server/test/route-server.ts';
import { flowBalance } from '../../src/features/side-panel/reconciliation.ts';
import { endOf, playedTo, recorded } from './played-recordings.ts';

const RUNS = 3;
const TIMEOUT_MS = 120_000;

describe.each([
  ['both-nodes', 'Service'],
  ['both-nodes', 'Direct'],
  ['failing', 'Service'],
] as const)('of the recording %s, a tracker as in %s,', (name, deployment) => {
  const flows = recorded(name);
  const [firstMs, lastMs] = [endOf(flows[0] ?? {}), endOf(flows.at(-1) ?? {})];
  const anyInstant = fc.integer({ min: firstMs, max: lastMs });

  test(
    'the parts of what is said of the flows of a conversation make the whole, at any instant',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyInstant, anyInstant, fc.nat({ max: 60_000 }), async (toMs, fromMs, length) => {
          const server = await RouteServer.holding(playedTo(flows, toMs, deployment));
          try {
            const listed = await server.get('/api/conversations', { limit: '1000' });
            for (const { key } of (listed.body as ConversationsAnswer).items) {
              const { body } = await server.get(`/api/conversations/${encodeURIComponent(key)}`);
              expectWhole(body as ConversationAnswer, { fromMs, toMs: fromMs + length });
            }
          } finally {
            await server.close();
          }
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );
});

function expectWhole(answer: ConversationAnswer, span: { readonly fromMs: number; readonly toMs: number }) {
  const records = answer.flows as readonly TrafficRecord[];
  const flows = records.map((record, index) => ({ key: String(index), record }));
  // What came as JSON is a record.
  const conversation = { ...answer.conversation, latest: answer.conversation.latest as TrafficRecord };
  const {
    known,
    found,
    missing,
    uncounted,
    outsideWindow = 0,
    duplicates,
  } = flowBalance({ ...answer, conversation, flows, areFlowsUnread: false }, span);
  const { numFlowLogs } = answer.reconciliation;
  const about = `${answer.conversation.key}: ${JSON.stringify({ known, found, missing, uncounted, outsideWindow })}`;
  expect(found + missing, about).toBe(known);
  expect(found - uncounted + missing, about).toBe(numFlowLogs);
  for (const part of [found, missing, uncounted, outsideWindow, found - outsideWindow]) {
    expect(part, about).toBeGreaterThanOrEqual(0);
    expect(part, about).toBeLessThanOrEqual(known);
  }
  // All of them are stored: none is gone, and each is counted or a second observer's.
  expect(missing, about).toBe(0);
  expect(answer.areFlowsCut || found + duplicates === records.length, about).toBe(true);
}
