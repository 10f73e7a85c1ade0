import type { FastifyReply, FastifyRequest } from 'fastify';

import { HttpProblem } from './http-problem.ts';
import { Turns } from './guard/turns.ts';

/** How long a question may take, its waiting included, in ms. */
export const TIME_LIMIT_MS = 30_000;
/** Questions of all clients together; the store itself answers some at once, and one more is no faster. */
const QUESTIONS = { running: 8, waiting: 256 };
/** Answers that are streamed, each from its first byte to its last one. */
const STREAMS = { running: 8, waiting: 8 };

/** How many may run at once, and how many more may wait for them. */
type AtOnce = { readonly running: number; readonly waiting: number };

/**
 * Bounds what is asked at once and how long it may take, and gives up what nobody waits for any more.
 *
 * One of these is there for a whole server: what comes first is answered first, whoever asks. Streams have a bound of
 * their own, so that slow readers hold up nobody else's questions.
 */
export class QueryLimits {
  readonly #timeLimitMs: number;
  readonly #questions: Turns;
  readonly #streams: Turns;

  constructor(timeLimitMs = TIME_LIMIT_MS, questions: AtOnce = QUESTIONS, streams: AtOnce = STREAMS) {
    this.#timeLimitMs = timeLimitMs;
    this.#questions = new Turns(questions);
    this.#streams = new Turns(streams);
  }

  /**
   * Runs a question of a request. Too slow: a 504. Too many at once: a 429. The client has gone: a 499, which nobody
   * reads.
   *
   * The client counts as gone when its connection closes before the answer was sent.
   */
  run<T>(request: FastifyRequest, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#timed(request, async (signal) => {
      const end = await this.#questions.take(signal);
      try {
        return await ask(signal);
      } finally {
        end();
      }
    });
  }

  /** Runs what begins a streamed answer, as `run` does. It counts as running until the answer is over or cut off. */
  stream<T>(
    request: FastifyRequest,
    { raw }: Pick<FastifyReply, 'raw'>,
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    return this.#timed(request, async (signal) => {
      const end = await this.#streams.take(signal);
      raw.once('close', end);
      raw.once('finish', end);
      if (raw.destroyed) {
        end();
      }
      return ask(signal);
    });
  }

  async #timed<T>(request: FastifyRequest, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
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
