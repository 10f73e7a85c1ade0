import type { Filter } from '../filter/filter.ts';
import { any } from '../filter/filter.ts';
import { swapEnds, swapField } from '../filter/lowering/swap-ends.ts';
import type { NetObservBackend } from './profile.ts';
import type { ReadPlan } from './read-plan.ts';
import { isSamePlan, planRead } from './read-plan.ts';

/** What names the connection: the same in all of its events, but for which end is the source. */
const KEY_FIELDS = bothEnds('SrcAddr', 'SrcPort', 'Proto', '_HashId');

/** What is known of the ends: as a rule the same in all events, unless an end is gone before the last one. */
const NAME_FIELDS = bothEnds(
  'SrcK8S_Name',
  'SrcK8S_Type',
  'SrcK8S_OwnerName',
  'SrcK8S_OwnerType',
  'SrcK8S_Namespace',
  'SrcK8S_HostIP',
  'SrcK8S_HostName',
  'SrcK8S_Zone',
  'SrcSubnetLabel',
  'K8S_ClusterName',
  'K8S_FlowLayer',
);

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
    : planRead(eitherWay, backend, ({ field }) => KEY_FIELDS.has(field) || NAME_FIELDS.has(field));
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

function bothEnds(...fields: readonly string[]): ReadonlySet<string> {
  return new Set(fields.flatMap((field) => [field, swapField(field)]));
}
