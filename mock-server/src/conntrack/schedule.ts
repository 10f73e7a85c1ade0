import type { JsonValue } from '#model/flow.ts';
import { assert } from '#model/lib/assert.ts';

import type { SchedulingGroupConfig, SelectorValue } from './config/conntrack-config.ts';
import type { Connection } from './connection.ts';
import { formatGoValue } from './convert.ts';
import { DeadlineQueue } from './deadline-queue.ts';
import type { NumericKind } from './identity/numeric-kind.ts';
import { matchesSelectorValue } from './selector.ts';

/**
 * The connections of one scheduling group and when they are due.
 *
 * Active ones stand in two orders: `active`, by their last flow, and `heartbeats`, by their last heartbeat.
 * Those whose end was seen are in `terminating`, by that moment, and in neither of the others.
 */
export class SchedulingGroup {
  /** The group's label in counters, as `0: Proto=17, ` or `1: DEFAULT`. */
  readonly label: string;
  readonly active = new DeadlineQueue<Connection>();
  readonly heartbeats = new DeadlineQueue<Connection>();
  readonly terminating = new DeadlineQueue<Connection>();
  /** How many connections ended because nothing came any more. */
  endedByTimeout = 0;
  /** How many ended after their end was seen. */
  endedByFlag = 0;

  readonly #timing: SchedulingGroupConfig;

  constructor(timing: SchedulingGroupConfig, index: number) {
    this.#timing = timing;
    this.label = `${index}: ${printSelector(timing.selector)}`;
  }

  /** Takes in a new connection. Its expiry is set by the flow that opened it, through `touch`. */
  open(connection: Connection, nowMs: number): void {
    this.active.append(connection.expiry, nowMs + this.#timing.endConnectionTimeoutMs);
    this.heartbeats.append(connection.heartbeat, nowMs + this.#timing.heartbeatIntervalMs);
  }

  /** Lets an active connection live on from now; one that terminates keeps its time. */
  touch(connection: Connection, nowMs: number): void {
    if (!connection.isTerminating) {
      this.active.postpone(connection.expiry, nowMs + this.#timing.endConnectionTimeoutMs);
    }
  }

  /** Makes an active connection one that terminates; there is no way back, and no second time. */
  terminate(connection: Connection, nowMs: number): void {
    if (connection.isTerminating) {
      return;
    }
    connection.isTerminating = true;
    this.active.remove(connection.expiry);
    this.heartbeats.remove(connection.heartbeat);
    this.terminating.append(connection.expiry, nowMs + this.#timing.terminatingTimeoutMs);
  }

  /** Takes out the next connection that is over, terminating ones first; nothing when there is none. */
  takeExpired(nowMs: number): Connection | undefined {
    const flagged = this.terminating.firstDue(nowMs);
    if (flagged !== undefined) {
      this.terminating.remove(flagged);
      this.endedByFlag++;
      return flagged.owner;
    }
    const silent = this.active.firstDue(nowMs);
    if (silent !== undefined) {
      this.active.remove(silent);
      this.heartbeats.remove(silent.owner.heartbeat);
      this.endedByTimeout++;
    }
    return silent?.owner;
  }

  /**
   * The connections whose heartbeat is due, each once, with the next one an interval from now.
   *
   * However many intervals have passed, and even when the interval is 0 or less, a connection is there once.
   */
  takeHeartbeats(nowMs: number): readonly Connection[] {
    const due: Connection[] = [];
    for (let left = this.heartbeats.size; left > 0; left--) {
      const deadline = this.heartbeats.firstDue(nowMs);
      if (deadline === undefined) {
        break;
      }
      this.heartbeats.postpone(deadline, nowMs + this.#timing.heartbeatIntervalMs);
      due.push(deadline.owner);
    }
    return due;
  }
}

/** The scheduling groups of a configuration, in its order. */
export class Schedule {
  readonly groups: readonly SchedulingGroup[];
  readonly #selectors: readonly (readonly KeyCondition[])[];
  readonly #numbers: NumericKind;

  constructor(
    scheduling: readonly SchedulingGroupConfig[],
    keyFields: readonly string[],
    numbers: NumericKind,
  ) {
    this.groups = scheduling.map((timing, index) => new SchedulingGroup(timing, index));
    this.#numbers = numbers;
    this.#selectors = scheduling.map(({ selector }) =>
      Object.entries(selector).map(([field, wanted]) => ({ key: keyFields.indexOf(field), wanted })),
    );
  }

  /** The first group all of whose conditions hold for a connection's keys; the last one has none. */
  groupOf(keys: readonly JsonValue[]): SchedulingGroup {
    const index = this.#selectors.findIndex((conditions) =>
      conditions.every(({ key, wanted }) => matchesSelectorValue(keys[key] ?? null, wanted, this.#numbers)),
    );
    const group = this.groups[index];
    assert(group !== undefined, 'the last scheduling group takes every connection');
    return group;
  }

  /** When the next end or heartbeat is due; it happens strictly after. Nothing when nothing is open. */
  nextDeadlineMs(): number | undefined {
    const deadlines = this.groups
      .flatMap(({ active, heartbeats, terminating }) => [active.first, heartbeats.first, terminating.first])
      .filter((deadline) => deadline !== undefined)
      .map(({ atMs }) => atMs);
    return deadlines.length === 0 ? undefined : Math.min(...deadlines);
  }
}

type KeyCondition = { readonly key: number; readonly wanted: SelectorValue };

function printSelector(selector: SchedulingGroupConfig['selector']): string {
  const keys = Object.keys(selector).sort(byBytes);
  return keys.length === 0
    ? 'DEFAULT'
    : keys.map((key) => `${key}=${formatGoValue(selector[key] ?? null)}, `).join('');
}

/** The order of UTF-8 bytes for all but characters beyond 16 bits, which are no field names. */
function byBytes(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
