import type { TrafficRecord } from '../flow.ts';
import { textField } from '../flow.ts';
import type { Conversation } from './conversation.ts';

/** Flow logs of a conversation: those that its tracker counted, and those that other observers reported beside. */
export type FlowCount = { readonly found: number; readonly duplicates: number };

/**
 * Tells the flow logs that a tracker counted from those that it did not, among all that were found.
 *
 * A tracker counts what each agent reports of the same traffic once, or it sees those of one agent alone, or it
 * counts all: the way that makes its number is the one. Where none does, flows are missing, and the marked ones are
 * those that were not counted.
 */
export function countFlows(conversation: Conversation, flows: readonly TrafficRecord[]): FlowCount {
  const [observer] = conversation.observers;
  const unmarked = flows.filter((flow) => textField(flow, 'Duplicate') !== 'true').length;
  const ofObserver = flows.filter((flow) => textField(flow, 'AgentIP') === observer).length;
  const found =
    [unmarked, ofObserver, flows.length].find((count) => count === conversation.flows) ?? unmarked;
  return { found, duplicates: flows.length - found };
}
