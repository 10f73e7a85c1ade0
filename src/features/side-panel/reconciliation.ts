import type { Static } from 'typebox';

import type { Conversation } from '#model/conversation/conversation.ts';
import { countedFlows } from '#model/conversation/flow-count.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { TimeSpan } from '#model/time-range.ts';
import type { KeyedRecord } from '#model/view.ts';
import type { Reconciliation } from '#model/wire/conversations.ts';

/**
 * How the flows that can be seen compare with those that connection tracking counted.
 *
 * The parts make the whole: `known` is `found` and `missing`, and those found lie in the window or outside of it. What
 * events count so far is `found` without `uncounted`, and `missing`.
 */
export type FlowBalance = {
  /** Flows that are known of: those that were found, and those that were counted and not found. */
  readonly known: number;
  /** How many were found. */
  readonly found: number;
  /** Whether only the newest were read: nothing is known of the others. */
  readonly areFlowsUnread: boolean;
  /** Of those that were found, how many end outside of the window that the page looks at; `undefined` if not known. */
  readonly outsideWindow: number | undefined;
  /** Counted, but not found: gone, or never kept. */
  readonly missing: number;
  /** Of those that were found, how many no event counts so far: as a rule they are newer than the last one. */
  readonly uncounted: number;
  /** Records of a second observer, which are not counted. */
  readonly duplicates: number;
  readonly areFlowsKept: boolean;
};

type Found = {
  readonly conversation: Conversation;
  readonly flows: readonly KeyedRecord[];
  readonly areFlowsCut: boolean;
  readonly areFlowsUnread: boolean;
  readonly reconciliation: Static<typeof Reconciliation>;
};

/** Compares flows with their count. When not all flows are listed, it is not known which are in the window. */
export function flowBalance(found: Found, span: TimeSpan): FlowBalance {
  const { numFlowLogs, flowsFound, duplicates, areFlowsKept } = found.reconciliation;
  const { areFlowsUnread } = found;
  const told = { duplicates, areFlowsUnread, areFlowsKept };
  if (found.areFlowsCut) {
    const missing = Math.max(0, numFlowLogs - flowsFound);
    const uncounted = Math.max(0, flowsFound - numFlowLogs);
    return {
      ...told,
      known: flowsFound + missing,
      found: flowsFound,
      outsideWindow: undefined,
      missing,
      uncounted,
    };
  }
  const records = found.flows.map(({ record }) => record);
  const counted = countedFlows(found.conversation, records);
  const newer = counted.filter((flow) => endOf(flow) > found.conversation.endMs).length;
  const missing = Math.max(0, numFlowLogs - (counted.length - newer));
  return {
    ...told,
    known: counted.length + missing,
    found: counted.length,
    outsideWindow: counted.filter((flow) => !isWithin(endOf(flow), span)).length,
    missing,
    uncounted: Math.max(newer, counted.length - numFlowLogs),
    duplicates: records.length - counted.length,
  };
}

function endOf(flow: TrafficRecord): number {
  return numberField(flow, 'TimeFlowEndMs') ?? 0;
}

function isWithin(ms: number, span: TimeSpan): boolean {
  return ms >= span.fromMs && ms < span.toMs;
}

/** Whether every flow that was counted is in the window as far as is known, and no other. */
export function isBalanced({ outsideWindow = 0, missing, uncounted }: FlowBalance): boolean {
  return outsideWindow === 0 && missing === 0 && uncounted === 0;
}
