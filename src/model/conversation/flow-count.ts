import type { TrafficRecord } from '../flow.ts';
import { numberField, textField } from '../flow.ts';
import type { Conversation } from './conversation.ts';

/** Flow logs of a conversation: those that its tracker counted, and those that other observers reported beside. */
export type FlowCount = { readonly found: number; readonly duplicates: number };

/**
 * Tells the flow logs that a tracker counted, or will count, from those that it does not, among all that were found.
 *
 * A tracker counts what each agent reports of the same traffic once, or it sees those of one agent alone, or it
 * counts all: the way that makes its number, of those until its latest event, is the one. Where none does, flows are
 * missing, and the marked ones are those that were not counted.
 */
export function countFlows(conversation: Conversation, flows: readonly TrafficRecord[]): FlowCount {
  const found = countedFlows(conversation, flows).length;
  return { found, duplicates: flows.length - found };
}

/** The flow logs among all that were found that `countFlows` counts. */
export function countedFlows(
  conversation: Conversation,
  flows: readonly TrafficRecord[],
): readonly TrafficRecord[] {
  const [observer] = conversation.observers;
  const untilEvent = flows.filter((flow) => (numberField(flow, 'TimeFlowEndMs') ?? 0) <= conversation.endMs);
  const ways: readonly ((flow: TrafficRecord) => boolean)[] = [
    isUnmarked,
    (flow) => textField(flow, 'AgentIP') === observer,
    () => true,
  ];
  const isCounted = ways.find((way) => untilEvent.filter(way).length === conversation.flows) ?? isUnmarked;
  return flows.filter(isCounted);
}

function isUnmarked(flow: TrafficRecord): boolean {
  return textField(flow, 'Duplicate') !== 'true';
}
