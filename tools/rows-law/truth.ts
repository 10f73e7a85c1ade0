import { isAliveIn } from '#model/conversation/alive.ts';
import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { isEvent } from '#model/event.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { markSecondObservers } from '#model/observers/second-observers.ts';
import { CONVERSATION_ORDERINGS } from '#model/order/conversation-orderings.ts';
import { ordered } from '#model/order/ordering.ts';
import { passes } from '#model/testing/naive-evaluator.ts';
import { resolveTimeRange } from '#model/time-range.ts';
import type { Asked } from './asked.ts';
import type { World } from './world.ts';

/** All that a backend knows, each record looked at for each question. */
export class Truth {
  readonly #conversations: readonly Conversation[];
  readonly #flows: readonly TrafficRecord[];

  constructor({ records, backend }: World) {
    this.#conversations = foldEvents(records.filter(isEvent)).map(({ conversation }) => conversation);
    const flows = records.filter((record) => !isEvent(record));
    this.#flows = backend.kind === 'own' ? flows : markSecondObservers(flows);
  }

  /** All conversations that pass, in the order that is asked for. */
  conversations({ filter, timeRange, sort }: Asked): readonly Conversation[] {
    const span = resolveTimeRange(timeRange, 0);
    const passing = this.#conversations
      .filter((conversation) => isAliveIn(conversation, span))
      .filter((conversation) => passes(filter, conversationRecord(conversation)))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    return ordered(passing, CONVERSATION_ORDERINGS, sort);
  }

  /** All flow logs that pass, newest first. */
  flows({ filter, timeRange, showDup }: Asked): readonly TrafficRecord[] {
    const { fromMs, toMs } = resolveTimeRange(timeRange, 0);
    return this.#flows
      .filter((flow) => showDup || flow['Duplicate'] !== true)
      .filter((flow) => endOf(flow) >= fromMs && endOf(flow) < toMs)
      .filter((flow) => passes(filter, flow))
      .sort((a, b) => endOf(b) - endOf(a));
  }
}

/** When a flow log ended, in ms since the epoch. */
export function endOf(flow: TrafficRecord): number {
  return numberField(flow, 'TimeFlowEndMs') ?? 0;
}
