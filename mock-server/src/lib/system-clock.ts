import type { Clock, Stop } from './clock.ts';

/** The machine's clock. Timers do not keep the process alive. */
export class SystemClock implements Clock {
  #latest = 0;

  now(): number {
    this.#latest = Math.max(this.#latest, Date.now());
    return this.#latest;
  }

  every(periodMs: number, action: () => Promise<void>): Stop {
    let isRunning = false;
    const timer = setInterval(() => {
      if (!isRunning) {
        isRunning = true;
        void action().finally(() => {
          isRunning = false;
        });
      }
    }, periodMs);
    timer.unref();
    return () => {
      clearInterval(timer);
    };
  }
}
