import type { Static } from 'typebox';

import { numberField } from '#model/flow.ts';
import type { TimeSpan } from '#model/time-range.ts';
import type { KeyedRecord } from '#model/view.ts';
import type { Reconciliation } from '#model/wire/conversations.ts';

/** How the flows that can be seen compare with those that connection tracking counted. */
export type FlowBalance = {
  /** Flows that are known of: those that were counted, or those that were found if that is more. */
  readonly known: number;
  /** How many were found. */
  readonly found: number;
  /** Whether only the newest were read: nothing is known of the others. */
  readonly areFlowsUnread: boolean;
  /** Of those that were found, how many end outside of the window that the page looks at; `undefined` if not known. */
  readonly outsideWindow: number | undefined;
  /** Counted, but not found: gone, or never kept. 0 when more are found than were counted. */
  readonly missing: number;
  /** Found beyond those that were counted: they are newer than the last event. */
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

/** Compares flows with their count. When not all flows are listed, it is not known which are in the window. */
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
  return {
    known: Math.max(numFlowLogs, flowsFound),
    found: flowsFound,
    areFlowsUnread,
    outsideWindow: areFlowsCut ? undefined : Math.min(outside, flowsFound),
    missing: Math.max(0, numFlowLogs - flowsFound),
    uncounted: Math.max(0, flowsFound - numFlowLogs),
    duplicates,
    areFlowsKept,
  };
}

/** Whether every flow that was counted is in the window as far as is known, and no other. */
export function isBalanced({ outsideWindow = 0, missing, uncounted }: FlowBalance): boolean {
  return outsideWindow === 0 && missing === 0 && uncounted === 0;
}
