import type { FastifyRequest } from 'fastify';

import { HttpProblem } from './http-problem.ts';

/** How long the store may take for one question, in ms. */
const TIME_LIMIT_MS = 30_000;

/** Aborts a question when it takes too long or when nobody waits for its answer any more. */
export class QueryLimits {
  readonly #timeLimitMs: number;

  constructor(timeLimitMs = TIME_LIMIT_MS) {
    this.#timeLimitMs = timeLimitMs;
  }

  /**
   * Runs a question of a request. Too slow: a 504. The client has gone: a 499, which nobody reads.
   *
   * The client counts as gone when its connection closes before the answer was sent.
   */
  async run<T>(request: FastifyRequest, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const gone = new AbortController();
    const timeout = AbortSignal.timeout(this.#timeLimitMs);
    const signal = AbortSignal.any([gone.signal, timeout]);
    const { socket } = request.raw;
    const leave = () => {
      gone.abort(new HttpProblem(499, { message: 'The client has gone.', code: 'client-gone' }));
    };
    socket.once('close', leave);
    try {
      return await ask(signal);
    } catch (error) {
      if (timeout.aborted && error === timeout.reason) {
        throw this.#tooSlow(error);
      }
      throw error;
    } finally {
      socket.off('close', leave);
    }
  }

  #tooSlow(cause: unknown): HttpProblem {
    return new HttpProblem(
      504,
      {
        message: `The query took longer than ${this.#timeLimitMs / 1000} s.`,
        code: 'query-too-slow',
        hint: 'Choose a shorter time range or add filters.',
      },
      { cause },
    );
  }
}
