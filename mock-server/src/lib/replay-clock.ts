import type { Clock, Stop } from './clock.ts';

/** How far the clock may run ahead of what was played, in ms: a hiccup is caught up with, a long one is not. */
const LEAD_MS = 60_000;
/** The same in ms of the wall clock, where that is more. */
const LEAD_WALL_MS = 2000;

export type ReplayClockStart = {
  readonly nowMs: number;
  readonly speed: number;
  readonly isPaused: boolean;
};

/**
 * The time of a recording that is played live: it can stand still, and run up to 60 times faster than the wall.
 *
 * It never goes back and never leaps. It waits for the player: when that cannot keep up, or the machine slept,
 * time passes more slowly than was asked for, instead of all that was missed happening at once.
 */
export class ReplayClock implements Clock {
  readonly #wall: Clock;
  #anchorMs: number;
  #anchorWallMs: number;
  #limitMs: number;
  #speed: number;
  #isPaused: boolean;

  /** Begins at an instant. `speed` is one of `REPLAY_SPEEDS`. */
  constructor(wall: Clock, { nowMs, speed, isPaused }: ReplayClockStart) {
    this.#wall = wall;
    this.#anchorMs = nowMs;
    this.#anchorWallMs = wall.now();
    this.#speed = speed;
    this.#isPaused = isPaused;
    this.#limitMs = nowMs + this.#leadMs;
  }

  now(): number {
    return Math.floor(this.#settle());
  }

  /** Once a period of the wall clock, however fast this one runs. */
  every(periodMs: number, action: () => Promise<void>): Stop {
    return this.#wall.every(periodMs, action);
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.#settle();
    this.#speed = speed;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  set isPaused(isPaused: boolean) {
    this.#settle();
    this.#isPaused = isPaused;
  }

  /** Everything until an instant was played: the clock may go on. */
  played(untilMs: number): void {
    this.#settle();
    this.#limitMs = Math.max(this.#limitMs, untilMs + this.#leadMs);
  }

  get #leadMs(): number {
    return Math.max(LEAD_MS, LEAD_WALL_MS * this.#speed);
  }

  /** Makes now the instant from which time is counted. */
  #settle(): number {
    const wallMs = this.#wall.now();
    if (!this.#isPaused) {
      const nowMs = this.#anchorMs + (wallMs - this.#anchorWallMs) * this.#speed;
      this.#anchorMs = Math.min(nowMs, this.#limitMs);
    }
    this.#anchorWallMs = wallMs;
    return this.#anchorMs;
  }
}
