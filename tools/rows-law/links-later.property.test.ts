import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isAliveIn } from '#model/conversation/alive.ts';
import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { mayHaveChanged } from '#model/conversation/may-have-changed.ts';
import { isEvent } from '#model/event.ts';
import type { TimeSpan } from '#model/time-range.ts';
import { endOf, playedTo, recorded } from './played-recordings.ts';

const RUNS = 12;
const TIMEOUT_MS = 120_000;

describe.each([
  ['both-nodes', 'Service'],
  ['both-nodes', 'Direct'],
  ['failing', 'Service'],
  ['idle', 'Service'],
] as const)('a link to the time that is shown of %s, a tracker as in %s,', (name, deployment) => {
  const flows = recorded(name);
  const [firstMs, lastMs] = [endOf(flows[0] ?? {}), endOf(flows.at(-1) ?? {})];

  /** The conversations that are known at an instant, of those that were alive in a span. */
  function shown(nowMs: number, span: TimeSpan): readonly Conversation[] {
    return foldEvents(playedTo(flows, nowMs, deployment).filter(isEvent))
      .map(({ conversation }) => conversation)
      .filter((conversation) => isAliveIn(conversation, span));
  }

  test(
    'shows later the rows that it promised, or they are said to be of now',
    () => {
      const anyInstant = fc.integer({ min: firstMs, max: lastMs });
      fc.assert(
        fc.property(anyInstant, fc.nat({ max: 120_000 }), (copiedMs, lateMs) => {
          const endS = Math.ceil(copiedMs / 1000);
          const span = { fromMs: copiedMs - 300_000, toMs: (endS + 1) * 1000 };
          const later = new Map(shown(span.toMs + lateMs, span).map((one) => [one.key, one]));
          for (const then of shown(copiedMs, { ...span, toMs: copiedMs })) {
            const now = later.get(then.key);
            expect(now, `${then.key} is not shown any more`).toBeDefined();
            if (now !== undefined && !mayHaveChanged(now, span)) {
              expect(numbersOf(now)).toEqual(numbersOf(then));
            }
          }
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );
});

function numbersOf({ status, startMs, endMs, bytes, packets, flows, bytesAB, bytesBA }: Conversation) {
  return { status, startMs, endMs, bytes, packets, flows, bytesAB, bytesBA };
}
