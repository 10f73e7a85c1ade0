import type { TrafficRecord } from '#model/flow.ts';
import { assert } from '#model/lib/assert.ts';

import { PIPELINE_BATCH } from '../lib/pipeline-batches.ts';
import type { Arrival, Round } from './arrivals.ts';
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
  /** Nothing more comes, and time stands still: what is left to tell. Nothing is called after it. */
  finish(nowMs: number): readonly TrafficRecord[];
  /** Until when there is something to tell though nothing arrives; `undefined` when there is nothing. */
  readonly nextDeadlineMs: number | undefined;
}

export const TIMELINES = ['live', 'recorded'] as const;

/**
 * `recorded` plays a recording once at its own times. `live` moves it so that it ends now, and goes on
 * playing it: each round follows the one before it in time.
 */
export type Timeline = (typeof TIMELINES)[number];

/** A span of time, both ends in it, in ms since the epoch. */
export type Span = { readonly firstMs: number; readonly lastMs: number };

/** How a recording is played round after round. */
export type Rounds = {
  /** Arrival of its first and of its last record. */
  readonly span: Span;
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

const TICK_MS = 1000;
/** Between the last record of a round and the first of the next one, in seconds. */
const ROUND_GAP_S = 1;

/**
 * Plays a recording through a stage, driven by nobody's clock: `playUntil` says how far.
 *
 * Records are pushed in batches as the pipeline would (1000, or what came in 5 s), and the stage is advanced once a
 * second of the recording's time in between. A recording that is played once is over with its last record: what was
 * going on then stays open. Playing to an instant in one step or in many gives the same records.
 *
 * With rounds it is played again and again, and can be told to go on from anywhere: time goes on all the same,
 * every round is moved to where it follows the one before, and a round is followed by as much time as the stage needs
 * to end what is open. Calls must not overlap.
 */
export class Replay {
  readonly #stage: Stage;
  readonly #arrivals: Arrivals;
  readonly #span: Span | undefined;
  #batch: TrafficRecord[] = [];
  /** The next tick; none before the first record is read. */
  #tickMs: number | undefined;
  /** The latest tick that is over. */
  #playedMs = -Infinity;
  #pushedMs = -Infinity;
  #isFinished = false;
  #isLooping = true;
  /** No round that begins by itself does so before it. */
  #loopingSinceMs = -Infinity;

  constructor({ recording, stage, tally, rounds }: ReplayOptions) {
    this.#stage = stage;
    this.#span = rounds?.span;
    this.#arrivals = new Arrivals(() => recording.read(tally ?? new Tally()), {
      number: 1,
      shiftS: rounds === undefined ? 0 : Math.floor((rounds.endsMs - rounds.span.lastMs) / 1000),
      fromMs: -Infinity,
    });
  }

  /** Whether all was told; never of a recording that is played live. */
  get isOver(): boolean {
    return this.#isFinished;
  }

  /** How often the recording was begun so far. */
  get round(): number {
    return this.#arrivals.round.number;
  }

  get isLooping(): boolean {
    return this.#isLooping;
  }

  /** Where in the recording an instant lies, in ms from its start; its end where the round is over. */
  positionAt(nowMs: number): number {
    const { shiftS, fromMs } = this.#arrivals.round;
    const { firstMs, lastMs } = this.#span ?? { firstMs: 0, lastMs: 0 };
    const recordedMs = Math.max(nowMs - shiftS * 1000, fromMs);
    return Math.min(Math.max(recordedMs, firstMs), lastMs) - firstMs;
  }

  /** Records up to and including an instant, in the order in which the stage tells them. */
  async *playUntil(nowMs: number): AsyncGenerator<readonly TrafficRecord[]> {
    let tickMs = this.#tickMs ?? (await this.#begin());
    while (tickMs <= nowMs && !this.isOver) {
      yield* this.#collect(tickMs);
      this.#playedMs = tickMs;
      if (this.#span === undefined && this.#arrivals.isRoundOver) {
        yield* this.#finish(tickMs);
        return;
      }
      yield this.#tick(tickMs);
      tickMs = this.#tickAfter(tickMs);
      this.#tickMs = tickMs;
    }
  }

  /**
   * Goes on from a position, in ms from the start of the recording: a new round, whose records from there on come
   * after `nowMs`, the first of them within a second of recorded time. What the round before had left is dropped.
   */
  async jump(positionMs: number, nowMs: number): Promise<void> {
    assert(this.#span !== undefined, 'the recording is played live');
    const fromMs = this.#span.firstMs + positionMs;
    const afterMs = Math.max(nowMs, this.#playedMs);
    await this.#arrivals.begin({ number: this.round + 1, shiftS: secondsAfter(fromMs, afterMs), fromMs });
    if (this.#tickMs !== undefined) {
      // A silence that was passed over may be no silence any more.
      const ticks = Math.floor((afterMs - this.#playedMs) / TICK_MS) + 1;
      this.#tickMs = Math.min(this.#tickMs, this.#playedMs + ticks * TICK_MS);
    }
  }

  /** Whether a round is followed by another one. A round that has begun is played to its end. */
  loop(isLooping: boolean, nowMs: number): void {
    if (isLooping && !this.#isLooping) {
      this.#loopingSinceMs = nowMs;
    }
    this.#isLooping = isLooping;
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
      const next =
        this.#arrivals.next ?? (await this.#arrivals.load()) ?? (await this.#beginNextRound(tickMs));
      if (next === undefined || next.atMs > tickMs) {
        return;
      }
      this.#arrivals.advance();
      this.#batch.push(next.record);
      if (this.#batch.length === PIPELINE_BATCH.flows) {
        yield this.#push(next.atMs);
      }
    }
  }

  /** Its first record, if it is time for another round. */
  #beginNextRound(tickMs: number): Promise<Arrival | undefined> {
    const round =
      this.#isLooping && this.#span ? this.#roundAfter(this.#arrivals.round, this.#span) : undefined;
    return round === undefined || round.startsMs > tickMs
      ? Promise.resolve(undefined)
      : this.#arrivals.begin(round).then(() => this.#arrivals.load());
  }

  #roundAfter({ number, shiftS }: Round, { firstMs, lastMs }: Span): Round & { readonly startsMs: number } {
    const roundS = Math.ceil((lastMs - firstMs) / 1000) + ROUND_GAP_S;
    const nextShiftS = Math.max(shiftS + roundS, secondsAfter(firstMs, this.#loopingSinceMs));
    return {
      number: number + 1,
      shiftS: nextShiftS,
      fromMs: -Infinity,
      startsMs: firstMs + nextShiftS * 1000,
    };
  }

  #tick(tickMs: number): readonly TrafficRecord[] {
    return this.#batch.length > 0 && tickMs - this.#pushedMs >= PIPELINE_BATCH.ms
      ? this.#push(tickMs)
      : this.#stage.advance(tickMs);
  }

  *#finish(tickMs: number): Generator<readonly TrafficRecord[]> {
    this.#isFinished = true;
    if (this.#batch.length > 0) {
      yield this.#push(tickMs);
    }
    yield this.#stage.finish(tickMs);
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
    if (this.#batch.length > 0 || this.#stage.nextDeadlineMs !== undefined || next === undefined) {
      return soon;
    }
    const silentTicks = Math.floor((next.atMs - tickMs) / TICK_MS);
    return Math.max(soon, tickMs + silentTicks * TICK_MS);
  }
}

/** By how many whole seconds an instant must be moved to come after another one, at most a second after it. */
function secondsAfter(recordedMs: number, nowMs: number): number {
  return Math.floor((nowMs - recordedMs) / 1000) + 1;
}
