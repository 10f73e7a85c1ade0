import type { Flow, TrafficRecord } from '#model/flow.ts';

import { arrivalMs } from './arrival.ts';
import type { Recording } from './recording.ts';
import { shiftTimes } from './shift-times.ts';

/**
 * What becomes of flows on their way to the store: connection tracking, or nothing where it is off.
 *
 * `nowMs` never goes back from one call to the next.
 */
export interface Stage {
  push(flows: readonly Flow[], nowMs: number): readonly TrafficRecord[];
  /** Time passes and nothing arrives. */
  advance(nowMs: number): readonly TrafficRecord[];
  /** Until when there is something to tell though nothing arrives; `undefined` when there is nothing. */
  readonly nextDeadlineMs: number | undefined;
}

export const TIMELINES = ['live', 'recorded'] as const;

/**
 * `recorded` plays a recording once at its own times. `live` moves it so that it ends now, and goes on
 * playing it for ever: each round follows the one before it in time.
 */
export type Timeline = (typeof TIMELINES)[number];

export type ReplayOptions = {
  readonly recording: Recording;
  readonly timeline: Timeline;
  readonly stage: Stage;
  /** The instant at which a `live` recording ends for the first time, in ms since the epoch. */
  readonly startedMs: number;
};

/** As flowlogs-pipeline does: a batch is full, or its time is up. */
const BATCH_FLOWS = 1000;
const BATCH_MS = 5000;
const TICK_MS = 1000;
/** Between the last flow of a round and the first of the next one, in seconds. */
const ROUND_GAP_S = 1;

type TimedFlow = { readonly atMs: number; readonly flow: Flow };

/**
 * Plays a recording through a stage, driven by nobody's clock: `playUntil` says how far.
 *
 * Flows are pushed in batches as the pipeline would (1000 flows, or what came in 5 s), the stage is advanced
 * once a second of the recording's time in between, and a recording that ends is followed by as much time as
 * the stage needs to end what is open. Playing to an instant in one step or in many gives the same records.
 */
export class Replay {
  readonly #options: ReplayOptions;
  readonly #source: AsyncGenerator<TimedFlow, undefined>;
  #next: TimedFlow | undefined;
  #isDrained = false;
  #batch: Flow[] = [];
  #tickMs: number;
  #pushedMs: number;

  constructor(options: ReplayOptions) {
    this.#options = options;
    const { recording, startedMs, timeline } = options;
    const shiftS = timeline === 'live' ? Math.floor((startedMs - recording.lastMs) / 1000) : 0;
    this.#tickMs = recording.firstMs + shiftS * 1000;
    this.#pushedMs = this.#tickMs;
    this.#source = timedFlows(recording, timeline, shiftS);
  }

  /** Whether all was told; never of a live replay. */
  get isOver(): boolean {
    return this.#isDrained && this.#batch.length === 0 && this.#isSettled;
  }

  /** Records up to and including an instant, in the order in which the stage tells them. */
  async *playUntil(nowMs: number): AsyncGenerator<readonly TrafficRecord[]> {
    while (this.#tickMs <= nowMs && !this.isOver) {
      yield* this.#collect();
      yield this.#tick();
      this.#tickMs = this.#nextTickMs();
    }
  }

  /** Stops reading the recording. */
  async stop(): Promise<void> {
    await this.#source.return(undefined);
  }

  /** Takes the flows that arrived until the tick; pushes whenever a batch is full. */
  async *#collect(): AsyncGenerator<readonly TrafficRecord[]> {
    for (let next = await this.#peek(); next && next.atMs <= this.#tickMs; next = await this.#peek()) {
      this.#next = undefined;
      this.#batch.push(next.flow);
      if (this.#batch.length === BATCH_FLOWS) {
        yield this.#push(next.atMs);
      }
    }
  }

  #tick(): readonly TrafficRecord[] {
    return this.#batch.length > 0 && this.#tickMs - this.#pushedMs >= BATCH_MS
      ? this.#push(this.#tickMs)
      : this.#options.stage.advance(this.#tickMs);
  }

  #push(nowMs: number): readonly TrafficRecord[] {
    const batch = this.#batch;
    this.#batch = [];
    this.#pushedMs = nowMs;
    return this.#options.stage.push(batch, nowMs);
  }

  /** One second on; over a silence in which nothing can happen any more, to its end at once. */
  #nextTickMs(): number {
    const soon = this.#tickMs + TICK_MS;
    if (this.#batch.length > 0 || !this.#isSettled || this.#next === undefined) {
      return soon;
    }
    const silentTicks = Math.floor((this.#next.atMs - this.#tickMs) / TICK_MS);
    return Math.max(soon, this.#tickMs + silentTicks * TICK_MS);
  }

  get #isSettled(): boolean {
    return this.#options.stage.nextDeadlineMs === undefined;
  }

  async #peek(): Promise<TimedFlow | undefined> {
    if (this.#next === undefined && !this.#isDrained) {
      const step = await this.#source.next();
      this.#isDrained = step.done === true;
      this.#next = step.value;
    }
    return this.#next;
  }
}

/** The flows with the times at which they arrive, which never go back. */
async function* timedFlows(
  recording: Recording,
  timeline: Timeline,
  firstShiftS: number,
): AsyncGenerator<TimedFlow, undefined> {
  const roundS = Math.ceil((recording.lastMs - recording.firstMs) / 1000) + ROUND_GAP_S;
  let latestMs = -Infinity;
  for (let shiftS = firstShiftS; ; shiftS += roundS) {
    for await (const recorded of recording.flows()) {
      const flow = shiftS === 0 ? recorded : shiftTimes(recorded, shiftS);
      latestMs = Math.max(latestMs, arrivalMs(flow));
      yield { atMs: latestMs, flow };
    }
    if (timeline === 'recorded') {
      return undefined;
    }
  }
}
