import type { Static } from 'typebox';

import { numberField } from '#model/flow.ts';
import type { TimeSpan } from '#model/time-range.ts';
import type { KeyedRecord } from '#model/view.ts';
import type { Reconciliation } from '#model/wire/conversations.ts';

/** How the flows that can be seen compare with those that connection tracking counted. */
export type FlowBalance = {
  /** Flows that connection tracking counted. */
  readonly counted: number;
  /** Of those that were found, how many end in the window that the page looks at. */
  readonly inWindow: number;
  /** Whether only the newest were read: nothing is known of the others. */
  readonly areFlowsUnread: boolean;
  /** Found, but outside of the window. */
  readonly outsideWindow: number;
  /** Counted, but not found: gone, or never kept. 0 when more are found than were counted. */
  readonly missing: number;
  /** Found beyond those that were counted: they came after the last event. */
  readonly uncounted: number;
  /** Records of a second observer, which are not counted. */
  readonly duplicates: number;
  readonly areFlowsKept: boolean;
};

type Found = {
  readonly flows: readonly KeyedRecord[];
  readonly areFlowsCut: boolean;
  readonly areFlowsUnread: boolean;
  readonly reconciliation: Static<typeof Reconciliation>;
};

/**
 * Compares flows with their count. When not all flows are listed, those that are not are taken to be in the
 * window: a notice must not claim what is not known.
 */
export function flowBalance(
  { flows, areFlowsCut, areFlowsUnread, reconciliation }: Found,
  span: TimeSpan,
): FlowBalance {
  const { numFlowLogs, flowsFound, duplicates, areFlowsKept } = reconciliation;
  const outside = flows.filter(({ record }) => {
    const endMs = numberField(record, 'TimeFlowEndMs');
    return (
      record['Duplicate'] !== true && endMs !== undefined && !(endMs >= span.fromMs && endMs < span.toMs)
    );
  }).length;
  const outsideWindow = areFlowsCut ? 0 : Math.min(outside, flowsFound);
  return {
    counted: numFlowLogs,
    areFlowsUnread,
    inWindow: flowsFound - outsideWindow,
    outsideWindow,
    missing: Math.max(0, numFlowLogs - flowsFound),
    uncounted: Math.max(0, flowsFound - numFlowLogs),
    duplicates,
    areFlowsKept,
  };
}

/** Whether every flow that was counted is in the window, and no other. */
export function isBalanced({ outsideWindow, missing, uncounted }: FlowBalance): boolean {
  return outsideWindow === 0 && missing === 0 && uncounted === 0;
}
