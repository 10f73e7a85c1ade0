import type { StoredRecord } from './stored-record.ts';

/** Clocks of two nodes differ by so much, in ms. */
const SKEW_MS = 1_000;

/**
 * Flows of which another agent reported the same traffic, and that one counts, by looking at every pair: the same
 * directed 5-tuple at the same time; the one that was received counts before the one that was sent.
 */
export function secondObservers(flows: readonly StoredRecord[]): ReadonlySet<StoredRecord> {
  const byTuple = new Map<string, StoredRecord[]>();
  for (const flow of flows) {
    const tuple = [flow.SrcAddr, flow.SrcPort, flow.DstAddr, flow.DstPort, flow.Proto].join(' ');
    byTuple.set(tuple, [...(byTuple.get(tuple) ?? []), flow]);
  }
  const seconds = [...byTuple.values()].flatMap((same) =>
    same.filter((flow) => same.some((other) => countsBefore(other, flow) && isAtTheTimeOf(other, flow))),
  );
  return new Set(seconds);
}

const RECEIVED = 0;
const UNSAID = 1;
const SENT = 2;

function rankOf({ FlowDirection }: StoredRecord): number {
  return FlowDirection === undefined ? UNSAID : FlowDirection === '1' ? SENT : RECEIVED;
}

function countsBefore(other: StoredRecord, flow: StoredRecord): boolean {
  const [rank, rankOfOther] = [rankOf(flow), rankOf(other)];
  return (
    other.AgentIP !== flow.AgentIP &&
    rank !== RECEIVED &&
    (rankOfOther < rank || (rankOfOther === rank && other.AgentIP < flow.AgentIP))
  );
}

function isAtTheTimeOf(other: StoredRecord, flow: StoredRecord): boolean {
  return (
    other.TimeFlowStartMs <= flow.TimeFlowEndMs + SKEW_MS &&
    other.TimeFlowEndMs >= flow.TimeFlowStartMs - SKEW_MS
  );
}
