import type { TrafficRecord } from '#model/flow.ts';

import type { ShiftedRecords } from './arrivals.ts';
import { Arrivals } from './arrivals.ts';
import type { Recording } from './recording.ts';
import { Tally } from './tally.ts';

/**
 * What becomes of records on their way to the store: connection tracking, or nothing where it is off.
 *
 * `nowMs` never goes back from one call to the next.
 */
export interface Stage {
  push(records: readonly TrafficRecord[], nowMs: number): readonly TrafficRecord[];
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

/** How a recording is played for ever. */
export type Rounds = {
  /** Arrival of its first and of its last record, in ms since the epoch. */
  readonly span: { readonly firstMs: number; readonly lastMs: number };
  /** The instant at which it ends for the first time, in ms since the epoch. */
  readonly endsMs: number;
};

export type ReplayOptions = {
  readonly recording: Recording;
  readonly stage: Stage;
  /** Told of what is found, when the recording is played once; a new one otherwise. */
  readonly tally?: Tally;
  /** Present where the timeline is live. */
  readonly rounds?: Rounds;
};

/** As flowlogs-pipeline does: a batch is full, or its time is up. */
const BATCH_RECORDS = 1000;
const BATCH_MS = 5000;
const TICK_MS = 1000;
/** Between the last record of a round and the first of the next one, in seconds. */
const ROUND_GAP_S = 1;

/**
 * Plays a recording through a stage, driven by nobody's clock: `playUntil` says how far.
 *
 * Records are pushed in batches as the pipeline would (1000, or what came in 5 s), the stage is advanced once a
 * second of the recording's time in between, and a recording that ends is followed by as much time as the stage
 * needs to end what is open. Playing to an instant in one step or in many gives the same records.
 */
export class Replay {
  readonly #stage: Stage;
  readonly #arrivals: Arrivals;
  #batch: TrafficRecord[] = [];
  /** The next tick; none before the first record is read. */
  #tickMs: number | undefined;
  #pushedMs = -Infinity;

  constructor({ recording, stage, tally = new Tally(), rounds }: ReplayOptions) {
    this.#stage = stage;
    this.#arrivals = new Arrivals(
      rounds === undefined ? once(recording, tally) : roundAfterRound(recording, rounds),
    );
  }

  /** Whether all was told; never of a live replay. */
  get isOver(): boolean {
    return this.#arrivals.isDrained && this.#batch.length === 0 && this.#isSettled;
  }

  /** Records up to and including an instant, in the order in which the stage tells them. */
  async *playUntil(nowMs: number): AsyncGenerator<readonly TrafficRecord[]> {
    let tickMs = this.#tickMs ?? (await this.#begin());
    while (tickMs <= nowMs && !this.isOver) {
      yield* this.#collect(tickMs);
      yield this.#tick(tickMs);
      tickMs = this.#tickAfter(tickMs);
      this.#tickMs = tickMs;
    }
  }

  /** Stops reading the recording. */
  async stop(): Promise<void> {
    await this.#arrivals.stop();
  }

  /** The instant of the first record, with which time begins. */
  async #begin(): Promise<number> {
    const first = await this.#arrivals.load();
    this.#pushedMs = first?.atMs ?? -Infinity;
    this.#tickMs = first?.atMs ?? Infinity;
    return this.#tickMs;
  }

  /** Takes the records that arrived until the tick; pushes whenever a batch is full. */
  async *#collect(tickMs: number): AsyncGenerator<readonly TrafficRecord[]> {
    for (;;) {
      const next = this.#arrivals.next ?? (await this.#arrivals.load());
      if (next === undefined || next.atMs > tickMs) {
        return;
      }
      this.#arrivals.advance();
      this.#batch.push(next.record);
      if (this.#batch.length === BATCH_RECORDS) {
        yield this.#push(next.atMs);
      }
    }
  }

  #tick(tickMs: number): readonly TrafficRecord[] {
    return this.#batch.length > 0 && tickMs - this.#pushedMs >= BATCH_MS
      ? this.#push(tickMs)
      : this.#stage.advance(tickMs);
  }

  #push(nowMs: number): readonly TrafficRecord[] {
    const batch = this.#batch;
    this.#batch = [];
    this.#pushedMs = nowMs;
    return this.#stage.push(batch, nowMs);
  }

  /** One second on; over a silence in which nothing can happen any more, to its end at once. */
  #tickAfter(tickMs: number): number {
    const soon = tickMs + TICK_MS;
    const { next } = this.#arrivals;
    if (this.#batch.length > 0 || !this.#isSettled || next === undefined) {
      return soon;
    }
    const silentTicks = Math.floor((next.atMs - tickMs) / TICK_MS);
    return Math.max(soon, tickMs + silentTicks * TICK_MS);
  }

  get #isSettled(): boolean {
    return this.#stage.nextDeadlineMs === undefined;
  }
}

async function* once(recording: Recording, tally: Tally): AsyncGenerator<ShiftedRecords, undefined> {
  for await (const records of recording.read(tally)) {
    yield { records, shiftS: 0 };
  }
}

async function* roundAfterRound(
  recording: Recording,
  { span, endsMs }: Rounds,
): AsyncGenerator<ShiftedRecords, undefined> {
  const roundS = Math.ceil((span.lastMs - span.firstMs) / 1000) + ROUND_GAP_S;
  for (let shiftS = Math.floor((endsMs - span.lastMs) / 1000); ; shiftS += roundS) {
    for await (const records of recording.read(new Tally())) {
      yield { records, shiftS };
    }
  }
}
