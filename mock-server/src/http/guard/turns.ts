import { HttpProblem } from '../http-problem.ts';

/** Lets so many run at once, and so many more wait, first come, first served; refuses the rest with a 429. */
export class Turns {
  #free: number;
  readonly #maxWaiting: number;
  readonly #waiting = new Set<() => void>();

  constructor({ running, waiting }: { readonly running: number; readonly waiting: number }) {
    this.#free = running;
    this.#maxWaiting = waiting;
  }

  /**
   * Resolves when it is one's turn, with what ends it; ending it twice does nothing more. Rejects with the reason of
   * `signal` when it is aborted before.
   */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
    } else if (this.#waiting.size < this.#maxWaiting) {
      await this.#wait(signal);
    } else {
      throw new HttpProblem(429, {
        message: 'Too much is asked at once.',
        code: 'too-many-requests',
        hint: 'Ask again in a second.',
      });
    }
    let isOver = false;
    return () => {
      if (!isOver) {
        isOver = true;
        this.#next();
      }
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.delete(go);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(go);
    });
  }

  /** Hands the turn on; nobody who comes now is before those who wait. */
  #next(): void {
    const [go] = this.#waiting;
    if (go === undefined) {
      this.#free += 1;
    } else {
      this.#waiting.delete(go);
      go();
    }
  }
}
