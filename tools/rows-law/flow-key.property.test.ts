import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addressSpaceOf } from '#model/conversation/address-space.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import type { FoldedConversation } from '#model/conversation/folded-conversation.ts';
import { conversationKey, parseConversationKey } from '#model/conversation/identity.ts';
import { instanceAt } from '#model/conversation/instance-at.ts';
import { conversationIdOf, isEvent } from '#model/event.ts';
import { numberField } from '#model/flow.ts';
import { groupBy } from '#model/lib/group-by.ts';
import { TRACKED_RECORDS } from './tracked-records.ts';

const RUNS = { numRuns: process.env['LAWS'] === 'long' ? 20_000 : 500 };

/** A flow is asked about when so many records at most came after it. */
const RECENT = 300;

describe.each(TRACKED_RECORDS)('of %s', (_name, records) => {
  const byId = groupBy(records, (record) => conversationIdOf(record) ?? '');
  const wholeOf = (id: string) => foldEvents((byId.get(id) ?? []).filter(isEvent));

  test('a flow finds its conversation by its own start, as soon as an event of that was emitted', () => {
    fc.assert(
      fc.property(fc.nat(records.length - 1), fc.nat(RECENT), (index, later) => {
        const flow = records[index];
        const id = flow && conversationIdOf(flow);
        const startMs = flow && numberField(flow, 'TimeFlowStartMs');
        const endMs = flow && numberField(flow, 'TimeFlowEndMs');
        fc.pre(flow !== undefined && !isEvent(flow));
        if (id === undefined || startMs === undefined || endMs === undefined) {
          return;
        }
        const [whole, ...others] = wholeOf(id).filter(
          ({ conversation }) => conversation.startMs <= startMs && endMs <= conversation.endMs,
        );
        if (whole === undefined || others.length > 0) {
          return;
        }
        const lives = ({ conversation }: FoldedConversation) =>
          conversation.startMs >= whole.conversation.startMs &&
          conversation.endMs <= whole.conversation.endMs;
        const emitted = records.slice(0, index + later);
        const told = foldEvents(
          emitted.filter((record) => isEvent(record) && conversationIdOf(record) === id),
        );
        const key = conversationKey(id, startMs, addressSpaceOf(flow));
        const found = instanceAt(told, parseConversationKey(key) ?? { startMs: Number.NaN });
        if (told.some(lives)) {
          expect(found, `${key} after ${later} more records`).toSatisfy(lives);
        } else {
          expect(found).toBeUndefined();
        }
      }),
      RUNS,
    );
  });
});
