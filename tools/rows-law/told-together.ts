import { isAbsentMark } from '#model/conversation/event-facts.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import type { FoldedConversation } from '#model/conversation/folded-conversation.ts';
import { swapField } from '#model/filter/lowering/swap-ends.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import { groupBy } from '#model/lib/group-by.ts';
import { OBSERVER_SKEW_MS } from '#model/observers/second-observers.ts';

/** The flow logs that another agent reported of the same traffic, of each. */
export function pairsAmong(
  flows: readonly TrafficRecord[],
): ReadonlyMap<TrafficRecord, readonly TrafficRecord[]> {
  const tupleOf = (flow: TrafficRecord) =>
    ['SrcAddr', 'SrcPort', 'DstAddr', 'DstPort', 'Proto'].map((field) => textField(flow, field)).join(' ');
  const time = (flow: TrafficRecord, what: 'Start' | 'End') => numberField(flow, `TimeFlow${what}Ms`) ?? 0;
  return new Map(
    [...groupBy(flows, tupleOf).values()].flatMap((same) =>
      same.map((flow) => [
        flow,
        same.filter(
          (other) =>
            other['AgentIP'] !== flow['AgentIP'] &&
            time(other, 'Start') <= time(flow, 'End') + OBSERVER_SKEW_MS &&
            time(flow, 'Start') <= time(other, 'End') + OBSERVER_SKEW_MS,
        ),
      ]),
    ),
  );
}

const NAMES = ['Name', 'Type', 'OwnerName', 'OwnerType', 'Namespace', 'HostIP', 'HostName', 'Zone'];
const NAME_FIELDS = [...NAMES.map((name) => `SrcK8S_${name}`), 'SrcSubnetLabel'];

/** The events of a conversation in which its ends have the names that they have in the latest one. */
export function namedAlike({
  conversation: { latest },
  events,
}: FoldedConversation): readonly TrafficRecord[] {
  const ends = [NAME_FIELDS, NAME_FIELDS.map(swapField)];
  const names = (record: TrafficRecord) =>
    ends
      .map((fields) => JSON.stringify(fields.map((field) => textField(record, field) ?? '')))
      .sort()
      .join();
  const isSame = (field: string, event: TrafficRecord) =>
    textField(event, field) === textField(latest, field);
  return events.filter(
    (event) =>
      names(event) === names(latest) && isSame('K8S_ClusterName', event) && isSame('K8S_FlowLayer', event),
  );
}

/** Conversations with their events as they are stored. */
export function conversationsOf(records: readonly TrafficRecord[]): readonly FoldedConversation[] {
  const byKey = new Map(records.map((record) => [keyOf(record), record]));
  const stored = (event: TrafficRecord) => byKey.get(keyOf(event)) ?? event;
  return foldEvents(records).map(({ conversation, events, ...rest }) => ({
    ...rest,
    conversation: { ...conversation, latest: stored(conversation.latest) },
    events: events.map(stored),
  }));
}

/** What is set of a record: conversations hold their events without the rest. */
function keyOf(record: TrafficRecord): string {
  const fields = Object.entries(record).filter(
    ([, value]) => value !== undefined && value !== null && !isAbsentMark(value),
  );
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}
