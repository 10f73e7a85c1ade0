import type { Filter } from '../filter/filter.ts';
import { any } from '../filter/filter.ts';
import { swapEnds } from '../filter/lowering/swap-ends.ts';
import { KEY_FIELDS, NAME_FIELDS } from './end-fields.ts';
import type { NetObservBackend } from './profile.ts';
import type { ReadPlan } from './read-plan.ts';
import { isSamePlan, planRead } from './read-plan.ts';

/**
 * What is the same in all events of a conversation as a rule, beside its key, unless an end is gone before the last
 * one. The layer of its flows is, too, whoever tracks it.
 */
function isName(field: string): boolean {
  return NAME_FIELDS.has(field) || field === 'K8S_FlowLayer';
}

/** What a conversation has otherwise than its latest event: the span of its life. */
const FOLDED_FIELDS: ReadonlySet<string> = new Set(['TimeFlowStartMs', 'TimeFlowEndMs']);

/** Counters that are 0 where an event leaves them out: what equals one need not stand in the event. */
const COUNTED_FIELDS: ReadonlySet<string> = new Set(['Bytes', 'Packets']);

/** What NetObserv's backend is asked for to find the events of conversations, in two ways. */
export type ConversationPlans = {
  /** Conditions that hold for all events of a conversation, or for none. */
  readonly lasting: ReadPlan;
  /** Whether names are among them, so that an event without a name may be missing. */
  readonly hasNames: boolean;
  /**
   * Conditions that the latest event passes, as counters only grow: the others are to be read by their id. Absent
   * where that asks for nothing more.
   */
  readonly latest: ReadPlan | undefined;
};

/**
 * Plans what to ask NetObserv's backend for conversations that pass a lowered filter on the whole of them.
 *
 * Two trackers may disagree on which end of a connection opened it. So events are asked for either way round. Where
 * every event of a conversation counts, names are not asked for.
 */
export function planConversations(
  lowered: Filter,
  backend: NetObservBackend,
  { isEveryEventWanted }: { readonly isEveryEventWanted: boolean },
): ConversationPlans {
  const eitherWay = any(lowered, swapEnds(lowered));
  const keys = planRead(eitherWay, backend, ({ field }) => KEY_FIELDS.has(field));
  const lasting = isEveryEventWanted
    ? keys
    : planRead(eitherWay, backend, ({ field }) => KEY_FIELDS.has(field) || isName(field));
  const latest = planRead(
    eitherWay,
    backend,
    ({ field, op }) => !FOLDED_FIELDS.has(field) && !(COUNTED_FIELDS.has(field) && op === '='),
  );
  return {
    lasting,
    hasNames: !isSamePlan(lasting, keys),
    latest: isSamePlan(latest, lasting) ? undefined : latest,
  };
}
