import type { TrafficRecord } from '#model/flow.ts';

import type { Stop } from './lib/clock.ts';
import type { ReplayClock } from './lib/replay-clock.ts';
import type { Replay } from './recording/replay.ts';
import type { Retention } from './retention.ts';
import type { FlowStore, Load } from './store/flow-store.ts';

/** How often a recording that is played live goes on, in ms of the wall clock. */
const TICK_MS = 1000;
/** How often what has grown too old is forgotten: once a minute. */
const FORGET_TICKS = 60;
/** Records are stored in batches of about so many while a recording is loaded. */
const BATCH_RECORDS = 10_000;

export type PlayerOptions = {
  readonly replay: Replay;
  readonly store: FlowStore;
  readonly retention: Retention;
  /** Told how many more records are in the store, or were read only because those after them are not. */
  readonly tell: (step: 'read' | 'stored', records: number) => void;
  /** What is noted with the records; the first `load.records` that come are in the store already. */
  readonly load?: Load;
};

/** Plays a replay into a store: all there is until an instant, and then second by second. */
export class Player {
  readonly #options: PlayerOptions;
  #stopTicking: Stop = () => undefined;
  /** What is being done and waits to be done, one thing after the other. */
  #work: Promise<unknown> = Promise.resolve();
  #ticks = 0;
  #playedRecords = 0;

  constructor(options: PlayerOptions) {
    this.#options = options;
  }

  /** How many records came of the replay so far. */
  get playedRecords(): number {
    return this.#playedRecords;
  }

  /** Resolves when everything until an instant is in the store. */
  load(untilMs: number): Promise<void> {
    return this.#enqueue(() => this.#play(untilMs));
  }

  /** Forgets what is too much or too old at an instant. */
  forget(nowMs: number): Promise<void> {
    return this.#enqueue(() => this.#options.retention.enforce(nowMs));
  }

  /** Goes on with the clock until `stop`. A second that fails is told, and the next one is tried. */
  start(clock: ReplayClock, tellFailure: (error: unknown) => void): void {
    this.#stopTicking = clock.every(TICK_MS, () => this.#tick(clock).catch(tellFailure));
  }

  /** Plays until now, and lets something be done to the replay before anything else is played. */
  turn(clock: ReplayClock, action: (replay: Replay, nowMs: number) => Promise<void> | void): Promise<void> {
    return this.#enqueue(async () => {
      const nowMs = clock.now();
      await this.#play(nowMs);
      await action(this.#options.replay, nowMs);
    });
  }

  /** Resolves when nothing more goes into the store. */
  async stop(): Promise<void> {
    this.#stopTicking();
    await this.#work;
    await this.#options.replay.stop();
  }

  async #tick(clock: ReplayClock): Promise<void> {
    const nowMs = clock.now();
    await this.load(nowMs);
    clock.played(nowMs);
    this.#ticks += 1;
    if (this.#ticks % FORGET_TICKS === 0) {
      await this.forget(nowMs);
    }
  }

  /** While the store takes one batch, the next one is played. */
  async #play(untilMs: number): Promise<void> {
    let records: TrafficRecord[] = [];
    let keeping: Promise<void> = Promise.resolve();
    for await (const some of this.#options.replay.playUntil(untilMs)) {
      for (const record of some) {
        records.push(record);
      }
      if (records.length >= BATCH_RECORDS) {
        await keeping;
        keeping = this.#keep(records, untilMs);
        // It is waited for below or with the next batch; until then its failure is not one that nobody hears of.
        keeping.catch(() => undefined);
        records = [];
      }
    }
    await keeping;
    if (records.length > 0) {
      await this.#keep(records, untilMs);
    }
  }

  async #keep(played: readonly TrafficRecord[], nowMs: number): Promise<void> {
    const { store, retention, tell, load } = this.#options;
    const known = Math.max(0, (load?.records ?? 0) - this.#playedRecords);
    const records = known === 0 ? played : played.slice(known);
    this.#playedRecords += played.length;
    if (records.length > 0) {
      await store.ingest(records, load && { ...load, records: this.#playedRecords });
      tell('stored', records.length);
      await retention.noteStored(records.length, nowMs);
    } else {
      tell('read', played.length);
    }
  }

  #enqueue<T>(action: () => Promise<T>): Promise<T> {
    const done = this.#work.then(action);
    this.#work = done.catch(() => undefined);
    return done;
  }
}
