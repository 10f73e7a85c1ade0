import type { EventType } from '../event.ts';
import { conversationIdOf, EVENT_TYPES, recordTypeOf } from '../event.ts';
import type { JsonValue, TrafficRecord } from '../flow.ts';
import { numberField, textField } from '../flow.ts';
import type { AddressSpace } from './address-space.ts';
import { addressSpaceOf } from './address-space.ts';

/**
 * What the fold needs to know of one event, read once.
 *
 * Counters are cumulative since the start of the conversation. flowlogs-pipeline omits zeros: absent is 0.
 */
export type EventFacts = {
  readonly id: string;
  readonly type: EventType;
  /** See `isFirstEvent`. */
  readonly isFirst: boolean;
  /** Start of the first flow; absent where the pipeline does not aggregate it. */
  readonly startMs: number | undefined;
  /** End of the last flow; never before `startMs`. */
  readonly endMs: number;
  readonly flows: number;
  readonly bytes: number;
  readonly packets: number;
  /** The agent whose flows were tracked (`AgentIP`); empty where the event does not say. */
  readonly observer: string;
  readonly space: AddressSpace;
  /** The event itself, with nothing but the fields that are set. */
  readonly record: TrafficRecord;
};

/** What flowlogs-pipeline writes for a minimum or maximum that has seen no value: ±1.797e308. */
export function isAbsentMark(value: JsonValue | undefined): boolean {
  return typeof value === 'number' && Math.abs(value) >= Number.MAX_VALUE;
}

/** Reads an event; `undefined` for a flow log, and for an event without an id or without any time. */
export function readEvent(event: TrafficRecord): EventFacts | undefined {
  const type = EVENT_TYPES.find((known) => known === recordTypeOf(event));
  const id = conversationIdOf(event);
  const record = setFields(event);
  const startMs = finite(record, 'TimeFlowStartMs');
  const endMs = finite(record, 'TimeFlowEndMs') ?? startMs;
  if (type === undefined || id === undefined || id === '' || endMs === undefined) {
    return undefined;
  }
  return {
    id,
    type,
    isFirst: isFirstEvent(record),
    startMs,
    endMs: Math.max(endMs, startMs ?? endMs),
    flows: finite(record, 'numFlowLogs') ?? 0,
    bytes: totalOf(record, 'Bytes'),
    packets: totalOf(record, 'Packets'),
    observer: observersOfEvent(record)[0] ?? '',
    space: addressSpaceOf(record),
    record,
  };
}

/** Whether an event opens an instance: a `newConnection`, or the first one emitted (`_IsFirst`). */
export function isFirstEvent(event: TrafficRecord): boolean {
  return recordTypeOf(event) === 'newConnection' || textField(event, '_IsFirst') === 'true';
}

/** The agent whose flows were tracked, alone in a list; none where the event does not say. */
export function observersOfEvent(event: TrafficRecord): readonly string[] {
  const agent = textField(event, 'AgentIP') ?? '';
  return agent === '' ? [] : [agent];
}

/** A counter of an event, in total; the sum of both directions where only they are aggregated. */
export function totalOf(record: TrafficRecord, counter: 'Bytes' | 'Packets'): number {
  return finite(record, counter) ?? countOf(record, `${counter}_AB`) + countOf(record, `${counter}_BA`);
}

/** A counter of an event; 0 when it is absent, as zeros are omitted. */
export function countOf(record: TrafficRecord, field: string): number {
  return finite(record, field) ?? 0;
}

/**
 * Orders events of one id as connection tracking emitted them.
 *
 * Within an instance the end of the last flow and the number of flows only grow, and an end follows its
 * heartbeat twin (same times, same numbers). 0 means the same event: equal in every field that is set.
 */
export function compareByTime(a: EventFacts, b: EventFacts): number {
  return a.endMs - b.endMs || a.flows - b.flows || compareAtOneMoment(a, b);
}

/** Orders events of one instance by how far it had come: the greatest holds the totals. 0 as above. */
export function compareByProgress(a: EventFacts, b: EventFacts): number {
  return a.flows - b.flows || a.endMs - b.endMs || compareAtOneMoment(a, b);
}

function compareAtOneMoment(a: EventFacts, b: EventFacts): number {
  const byOrder =
    a.bytes - b.bytes ||
    a.packets - b.packets ||
    EVENT_TYPES.indexOf(a.type) - EVENT_TYPES.indexOf(b.type) ||
    Number(b.isFirst) - Number(a.isFirst);
  if (byOrder !== 0 || a.record === b.record) {
    return byOrder;
  }
  const left = canonicalText(a.record);
  const right = canonicalText(b.record);
  return left < right ? -1 : Number(left > right);
}

function finite(record: TrafficRecord, field: string): number | undefined {
  const value = numberField(record, field);
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

/** Only what is set: the same event may come with `null` for a field, or with a mark, or without the field. */
function setFields(record: TrafficRecord): TrafficRecord {
  for (const field in record) {
    if (!isSet(record[field])) {
      return Object.fromEntries(Object.entries(record).filter(([, value]) => isSet(value)));
    }
  }
  return record;
}

function isSet(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && !isAbsentMark(value);
}

/** JSON with sorted keys: equal records give equal text. */
function canonicalText(record: TrafficRecord): string {
  return JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
