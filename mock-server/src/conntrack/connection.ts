import type { JsonValue } from '#model/flow.ts';

import { Deadline } from './deadline-queue.ts';
import { printHash } from './identity/fnv64.ts';
import type { SchedulingGroup } from './schedule.ts';

/** What a connection is made of when its first flow arrives. */
export type ConnectionStart = {
  /** The connection's 64-bit hash and that of its endpoint A, in signed halves. */
  readonly high: number;
  readonly low: number;
  readonly aHigh: number;
  readonly aLow: number;
  /** Values of the key fields, in the order of the tracker's key fields; `null` for an absent one. */
  readonly keys: readonly JsonValue[];
  readonly group: SchedulingGroup;
  readonly totals: number[];
  readonly kept: (JsonValue | undefined)[];
};

/** An open connection: from its first flow to its `endConnection`. */
export class Connection {
  readonly high: number;
  readonly low: number;
  readonly aHigh: number;
  readonly aLow: number;
  readonly keys: readonly JsonValue[];
  readonly group: SchedulingGroup;
  /** Numeric aggregates, in the slots that the tracker's aggregators gave them. */
  readonly totals: number[];
  /** First and last values, in the slots that the tracker's aggregators gave them. */
  readonly kept: (JsonValue | undefined)[];
  readonly expiry = new Deadline<Connection>(this);
  readonly heartbeat = new Deadline<Connection>(this);
  /** Whether its end was seen. Then it takes further flows but no longer lives by them. */
  isTerminating = false;
  /** Whether a record of it was emitted. */
  isReported = false;
  #id: string | undefined = undefined;

  constructor(start: ConnectionStart) {
    this.high = start.high;
    this.low = start.low;
    this.aHigh = start.aHigh;
    this.aLow = start.aLow;
    this.keys = start.keys;
    this.group = start.group;
    this.totals = start.totals;
    this.kept = start.kept;
  }

  /** `_HashId` of its records. */
  get id(): string {
    this.#id ??= printHash(this.high, this.low);
    return this.#id;
  }
}
