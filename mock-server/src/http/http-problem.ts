import type { Problem } from '#model/wire/problem.ts';

/** A request that is refused: the status and the body that say why. Thrown by routes, sent by the error handler. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem, options?: ErrorOptions) {
    super(problem.message, options);
    this.status = status;
    this.problem = problem;
  }
}
