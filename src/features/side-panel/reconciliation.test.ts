import { describe, expect, test } from 'vitest';

import { flowBalance, isBalanced } from './reconciliation.ts';

const flowsAt = (...times: readonly number[]) =>
  times.map((TimeFlowEndMs) => ({ key: String(TimeFlowEndMs), record: { TimeFlowEndMs } }));
const span = { fromMs: 1000, toMs: 5000 };

describe('flowBalance', () => {
  test('is balanced when every counted flow is found in the window', () => {
    const balance = flowBalance(
      {
        flows: flowsAt(1000, 4999),
        areFlowsCut: false,
        areFlowsUnread: false,
        reconciliation: { numFlowLogs: 2, flowsFound: 2, duplicates: 1, areFlowsKept: true },
      },
      span,
    );
    expect(balance).toMatchObject({ counted: 2, inWindow: 2, duplicates: 1 });
    expect(isBalanced(balance)).toBe(true);
  });

  test('tells flows outside the window from those that are gone', () => {
    const balance = flowBalance(
      {
        flows: flowsAt(999, 1500, 5000),
        areFlowsCut: false,
        areFlowsUnread: false,
        reconciliation: { numFlowLogs: 5, flowsFound: 3, duplicates: 0, areFlowsKept: true },
      },
      span,
    );
    expect(balance).toMatchObject({ inWindow: 1, outsideWindow: 2, missing: 2 });
    expect(isBalanced(balance)).toBe(false);
  });

  test('claims nothing of flows that are not listed', () => {
    const balance = flowBalance(
      {
        flows: flowsAt(1, 2),
        areFlowsCut: true,
        areFlowsUnread: false,
        reconciliation: { numFlowLogs: 900, flowsFound: 900, duplicates: 0, areFlowsKept: true },
      },
      span,
    );
    expect(isBalanced(balance)).toBe(true);
  });

  test('counts flows that came after the last event', () => {
    const balance = flowBalance(
      {
        flows: flowsAt(2000, 3000),
        areFlowsCut: false,
        areFlowsUnread: false,
        reconciliation: { numFlowLogs: 1, flowsFound: 2, duplicates: 0, areFlowsKept: true },
      },
      span,
    );
    expect(balance).toMatchObject({ uncounted: 1, missing: 0 });
  });
});
