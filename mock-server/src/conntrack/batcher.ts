import type { Flow, TrafficRecord } from '#model/flow.ts';

import { PIPELINE_BATCH } from '../lib/pipeline-batches.ts';
import type { Conntrack } from './conntrack.ts';

const { flows: BATCH_FLOWS, ms: TICK_MS } = PIPELINE_BATCH;

/**
 * Feeds a tracker one flow at a time, in batches as the pipeline makes them, by the flows' own time: when one is
 * full, and at every tick of a clock that runs free.
 *
 * The clock starts with the first flow and never goes back: a flow that is older than another before it is
 * taken as just come. Other than in the pipeline, the tracker hears of every tick, also of one that brings no
 * flow, so that ends and heartbeats come in time.
 */
export class Batcher {
  readonly #tracker: Conntrack;
  #pending: Flow[] = [];
  #nowMs = -Infinity;
  #tickMs = Infinity;

  constructor(tracker: Conntrack) {
    this.#tracker = tracker;
  }

  /** Takes a flow that came in at a time; says what the tracker makes of all that is complete by then. */
  add(flow: Flow, atMs: number): TrafficRecord[] {
    if (this.#nowMs === -Infinity) {
      this.#tickMs = atMs + TICK_MS;
    }
    this.#nowMs = Math.max(this.#nowMs, atMs);
    const records = this.#tickUntil(this.#nowMs);
    this.#pending.push(flow);
    if (this.#pending.length === BATCH_FLOWS) {
      appendAll(records, this.#flush(this.#nowMs));
    }
    return records;
  }

  /** Lets the clock run on, after the last flow, until every connection has ended. */
  finish(): TrafficRecord[] {
    if (this.#nowMs === -Infinity) {
      return [];
    }
    const records = this.#tickUntil(this.#tickMs);
    for (let dueMs = this.#dueMs(); dueMs !== Infinity; dueMs = this.#dueMs()) {
      appendAll(records, this.#tickUntil(Math.max(dueMs, this.#tickMs)));
    }
    return records;
  }

  /** All ticks up to a time. Those at which nothing can happen are passed over. */
  #tickUntil(untilMs: number): TrafficRecord[] {
    const records: TrafficRecord[] = [];
    while (this.#tickMs <= untilMs) {
      appendAll(records, this.#flush(this.#tickMs));
      const wantedMs = Math.min(this.#dueMs(), untilMs);
      const ticks = Math.max(1, Math.ceil((wantedMs - this.#tickMs) / TICK_MS));
      this.#tickMs += ticks * TICK_MS;
    }
    return records;
  }

  #dueMs(): number {
    return this.#tracker.nextDeadlineMs ?? Infinity;
  }

  #flush(nowMs: number): TrafficRecord[] {
    const flows = this.#pending;
    this.#pending = [];
    return this.#tracker.push(flows, nowMs);
  }
}

/** Not `push(...more)`: a tick can bring more records than a call takes arguments. */
function appendAll(records: TrafficRecord[], more: readonly TrafficRecord[]): void {
  for (const record of more) {
    records.push(record);
  }
}
