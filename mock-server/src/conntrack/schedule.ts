import type { JsonValue } from '#model/flow.ts';
import { assert } from '#model/lib/assert.ts';

import type { SchedulingGroupConfig, SelectorValue } from './config/conntrack-config.ts';
import type { ConnectionRows } from './connection-rows.ts';
import { NO_ROW, WORD } from './connection-rows.ts';
import { formatGoValue } from './convert.ts';
import { BY_EXPIRY, BY_HEARTBEAT, DeadlineQueue } from './deadline-queue.ts';
import type { NumericKind } from './identity/numeric-kind.ts';
import { matchesSelectorValue } from './selector.ts';

/**
 * The connections of one scheduling group, by their rows, and when they are due.
 *
 * Active ones stand in two orders: `active`, by their last flow, and `heartbeats`, by their last heartbeat.
 * Those whose end was seen are in `terminating`, by that moment, and in neither of the others.
 */
export class SchedulingGroup {
  /** The group's place in the configuration. */
  readonly index: number;
  /** The group's label in counters, as `0: Proto=17, ` or `1: DEFAULT`. */
  readonly label: string;
  readonly active: DeadlineQueue;
  readonly heartbeats: DeadlineQueue;
  readonly terminating: DeadlineQueue;
  /** How many connections ended because nothing came any more. */
  endedByTimeout = 0;
  /** How many ended after their end was seen. */
  endedByFlag = 0;

  readonly #rows: ConnectionRows;
  readonly #timing: SchedulingGroupConfig;

  constructor(rows: ConnectionRows, timing: SchedulingGroupConfig, index: number) {
    this.#rows = rows;
    this.#timing = timing;
    this.index = index;
    this.label = `${index}: ${printSelector(timing.selector)}`;
    this.active = new DeadlineQueue(rows, BY_EXPIRY);
    this.heartbeats = new DeadlineQueue(rows, BY_HEARTBEAT);
    this.terminating = new DeadlineQueue(rows, BY_EXPIRY);
  }

  /** Takes in a new connection, as an active one. */
  open(row: number, nowMs: number): void {
    const at = this.#rows.wordsOf(row);
    this.#rows.words[at + WORD.group] = this.index;
    this.#rows.words[at + WORD.isTerminating] = 0;
    this.active.append(row, nowMs + this.#timing.endConnectionTimeoutMs);
    this.heartbeats.append(row, nowMs + this.#timing.heartbeatIntervalMs);
  }

  /** Lets an active connection live on from now; one that terminates keeps its time. */
  touch(row: number, nowMs: number): void {
    if (this.#rows.word(row, WORD.isTerminating) === 0) {
      this.active.postpone(row, nowMs + this.#timing.endConnectionTimeoutMs);
    }
  }

  /** Makes an active connection one that terminates; there is no way back, and no second time. */
  terminate(row: number, nowMs: number): void {
    if (this.#rows.word(row, WORD.isTerminating) !== 0) {
      return;
    }
    this.#rows.words[this.#rows.wordsOf(row) + WORD.isTerminating] = 1;
    this.active.remove(row);
    this.heartbeats.remove(row);
    this.terminating.append(row, nowMs + this.#timing.terminatingTimeoutMs);
  }

  /** Takes out the next connection that is over, terminating ones first; `NO_ROW` when there is none. */
  takeExpired(nowMs: number): number {
    const row = this.#takeDue(nowMs);
    if (row !== NO_ROW) {
      if (this.#rows.word(row, WORD.isTerminating) !== 0) {
        this.endedByFlag++;
      } else {
        this.endedByTimeout++;
      }
    }
    return row;
  }

  /** The next connection, as if it were over: those first that would be. `NO_ROW` when none is open. */
  takeAny(): number {
    return this.#takeDue(Infinity);
  }

  /**
   * The connections whose heartbeat is due, each once, with the next one an interval from now.
   *
   * However many intervals have passed, and even when the interval is 0 or less, a connection is there once.
   */
  takeHeartbeats(nowMs: number): readonly number[] {
    const due: number[] = [];
    for (let left = this.heartbeats.size; left > 0; left--) {
      const row = this.heartbeats.firstDue(nowMs);
      if (row === NO_ROW) {
        break;
      }
      this.heartbeats.postpone(row, nowMs + this.#timing.heartbeatIntervalMs);
      due.push(row);
    }
    return due;
  }

  /** For how long a connection may be silent before it is over, in ms. */
  get endTimeoutMs(): number {
    return this.#timing.endConnectionTimeoutMs;
  }

  /** When the next connection is over; infinity when none is open. */
  get nextEndMs(): number {
    return Math.min(this.active.firstAtMs, this.terminating.firstAtMs);
  }

  #takeDue(nowMs: number): number {
    const flagged = this.terminating.firstDue(nowMs);
    if (flagged !== NO_ROW) {
      this.terminating.remove(flagged);
      return flagged;
    }
    const silent = this.active.firstDue(nowMs);
    if (silent !== NO_ROW) {
      this.active.remove(silent);
      this.heartbeats.remove(silent);
    }
    return silent;
  }
}

/** The scheduling groups of a configuration, in its order. */
export class Schedule {
  readonly groups: readonly SchedulingGroup[];
  readonly #rows: ConnectionRows;
  readonly #selectors: readonly (readonly KeyCondition[])[];
  readonly #numbers: NumericKind;

  constructor(
    rows: ConnectionRows,
    scheduling: readonly SchedulingGroupConfig[],
    keyFields: readonly string[],
    numbers: NumericKind,
  ) {
    this.groups = scheduling.map((timing, index) => new SchedulingGroup(rows, timing, index));
    this.#rows = rows;
    this.#numbers = numbers;
    this.#selectors = scheduling.map(({ selector }) =>
      Object.entries(selector).map(([field, wanted]) => ({ key: keyFields.indexOf(field), wanted })),
    );
  }

  /** The first group all of whose conditions hold for a connection's keys; the last one has none. */
  selectFor(keys: readonly JsonValue[]): SchedulingGroup {
    const index = this.#selectors.findIndex((conditions) =>
      conditions.every(({ key, wanted }) => matchesSelectorValue(keys[key] ?? null, wanted, this.#numbers)),
    );
    return this.#at(index);
  }

  /** The group that a connection was given when it was opened. */
  groupOf(row: number): SchedulingGroup {
    return this.#at(this.#rows.word(row, WORD.group));
  }

  #at(index: number): SchedulingGroup {
    const group = this.groups[index];
    assert(group !== undefined, 'the last scheduling group takes every connection');
    return group;
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
