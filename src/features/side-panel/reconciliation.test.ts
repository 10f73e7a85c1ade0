import { describe, expect, test } from 'vitest';

import { conversationExample } from '../../testing/examples.ts';
import { flowBalance, isBalanced } from './reconciliation.ts';

const flowsAt = (...times: readonly number[]) =>
  times.map((TimeFlowEndMs) => ({ key: String(TimeFlowEndMs), record: { TimeFlowEndMs } }));
const span = { fromMs: 1000, toMs: 5000 };

/** A conversation whose events count so many flows, until an instant. */
const counting = (flows: number, endMs = 10_000) => conversationExample('a', { flows, endMs });

describe('flowBalance', () => {
  test('is balanced when every counted flow is found in the window', () => {
    const balance = flowBalance(
      {
        conversation: counting(2),
        flows: flowsAt(1000, 4999),
        areFlowsCut: false,
        areFlowsUnread: false,
        reconciliation: { numFlowLogs: 2, flowsFound: 2, duplicates: 0, areFlowsKept: true },
      },
      span,
    );
    expect(balance).toMatchObject({ known: 2, found: 2, outsideWindow: 0, duplicates: 0 });
    expect(isBalanced(balance)).toBe(true);
  });

  test('tells flows outside the window from those that are gone', () => {
    const balance = flowBalance(
      {
        conversation: counting(5),
        flows: flowsAt(999, 1500, 5000),
        areFlowsCut: false,
        areFlowsUnread: false,
        reconciliation: { numFlowLogs: 5, flowsFound: 3, duplicates: 0, areFlowsKept: true },
      },
      span,
    );
    expect(balance).toMatchObject({ known: 5, found: 3, outsideWindow: 2, missing: 2 });
    expect(isBalanced(balance)).toBe(false);
  });

  test('claims nothing of flows that are not listed', () => {
    const balance = flowBalance(
      {
        conversation: counting(900),
        flows: flowsAt(1, 2),
        areFlowsCut: true,
        areFlowsUnread: false,
        reconciliation: { numFlowLogs: 900, flowsFound: 900, duplicates: 0, areFlowsKept: true },
      },
      span,
    );
    expect(balance.outsideWindow).toBeUndefined();
    expect(isBalanced(balance)).toBe(true);
  });

  test('counts flows that no event counts', () => {
    const balance = flowBalance(
      {
        conversation: counting(1, 2000),
        flows: flowsAt(2000, 3000),
        areFlowsCut: false,
        areFlowsUnread: false,
        reconciliation: { numFlowLogs: 1, flowsFound: 2, duplicates: 0, areFlowsKept: true },
      },
      span,
    );
    expect(balance).toMatchObject({ known: 2, found: 2, uncounted: 1, missing: 0 });
  });
});
