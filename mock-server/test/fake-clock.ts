import type { Clock, Stop } from '../src/lib/clock.ts';

type Timer = { readonly periodMs: number; readonly action: () => Promise<void>; dueMs: number };

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #nowMs: number;
  readonly #timers = new Set<Timer>();

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  every(periodMs: number, action: () => Promise<void>): Stop {
    const timer = { periodMs, action, dueMs: this.#nowMs + periodMs };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets so much time pass; what falls due is waited for, in its order. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    for (let due = this.#next(endMs); due !== undefined; due = this.#next(endMs)) {
      this.#nowMs = due.dueMs;
      due.dueMs += due.periodMs;
      await due.action();
    }
    this.#nowMs = endMs;
  }

  #next(endMs: number): Timer | undefined {
    return [...this.#timers].filter(({ dueMs }) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  }
}
