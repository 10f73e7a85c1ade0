import type { ReplayChange, ReplayState } from '#model/wire/replay.ts';

import type { ReplayClock } from './lib/replay-clock.ts';
import type { Player } from './player.ts';
import type { Replay, Span } from './recording/replay.ts';
import type { ReplayControl } from './routes/route-context.ts';

/** What a live replay consists of. */
export type LivePlaying = {
  readonly replay: Replay;
  readonly player: Player;
  readonly clock: ReplayClock;
  readonly span: Span;
};

/** Controls a recording that is played live. */
export class LiveControl implements ReplayControl {
  readonly #playing: LivePlaying;

  constructor(playing: LivePlaying) {
    this.#playing = playing;
  }

  state(): ReplayState {
    const { replay, clock, span } = this.#playing;
    const nowMs = clock.now();
    return {
      timeline: 'live',
      isPaused: clock.isPaused,
      speed: clock.speed,
      isLooping: replay.isLooping,
      positionMs: replay.positionAt(nowMs),
      durationMs: span.lastMs - span.firstMs,
      nowMs,
      round: replay.round,
    };
  }

  /** The clock obeys at once; the replay after what is being played. */
  async change({ isPaused, speed, isLooping, positionMs }: ReplayChange): Promise<ReplayState> {
    const { player, clock } = this.#playing;
    clock.isPaused = isPaused ?? clock.isPaused;
    clock.speed = speed ?? clock.speed;
    if (isLooping !== undefined || positionMs !== undefined) {
      await player.turn(clock, async (replay, nowMs) => {
        replay.loop(isLooping ?? replay.isLooping, nowMs);
        if (positionMs !== undefined) {
          await replay.jump(positionMs, nowMs);
        }
      });
    }
    return this.state();
  }
}

/** Says how a recording is shown that keeps its times: whole, and standing still. */
export function recordedControl(span: Span, now: () => number): ReplayControl {
  const durationMs = span.lastMs - span.firstMs;
  const state = (): ReplayState => ({
    timeline: 'recorded',
    isPaused: true,
    speed: 1,
    isLooping: false,
    positionMs: durationMs,
    durationMs,
    nowMs: now(),
    round: 1,
  });
  return { state, change: () => Promise.resolve(state()) };
}
