import type { TrafficRecord } from '#model/flow.ts';

import type { Clock, Stop } from './lib/clock.ts';
import type { Replay } from './recording/replay.ts';
import type { FlowStore } from './store/flow-store.ts';

/** How often a recording that is played live goes on, in ms. */
const TICK_MS = 1000;
/** Records are stored in batches of about so many while a recording is loaded. */
const BATCH_RECORDS = 10_000;

/** Plays a replay into a store: all there is until an instant, and then second by second. */
export class Player {
  readonly #replay: Replay;
  readonly #store: FlowStore;
  #stopTicking: Stop = () => undefined;
  #tick: Promise<void> = Promise.resolve();

  constructor(replay: Replay, store: FlowStore) {
    this.#replay = replay;
    this.#store = store;
  }

  /** Resolves when everything until an instant is in the store. */
  async load(untilMs: number): Promise<void> {
    let records: TrafficRecord[] = [];
    for await (const some of this.#replay.playUntil(untilMs)) {
      records.push(...some);
      if (records.length >= BATCH_RECORDS) {
        await this.#store.ingest(records);
        records = [];
      }
    }
    if (records.length > 0) {
      await this.#store.ingest(records);
    }
  }

  /** Goes on with the clock until `stop`. A second that fails is told, and the next one is tried. */
  start(clock: Clock, tellFailure: (error: unknown) => void): void {
    this.#stopTicking = clock.every(TICK_MS, () => {
      this.#tick = this.load(clock.now()).catch(tellFailure);
      return this.#tick;
    });
  }

  /** Resolves when nothing more goes into the store. */
  async stop(): Promise<void> {
    this.#stopTicking();
    await this.#tick;
    await this.#replay.stop();
  }
}
