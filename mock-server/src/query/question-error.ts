import type { Problem } from '#model/wire/problem.ts';

/** A question that cannot be asked. Returned, not thrown: wrong input is a normal answer of planning. */
export type QuestionError = Problem & {
  /** The HTTP status that fits: 400 wrong, 413 too much of it, 422 understood but more than can be answered. */
  readonly status: 400 | 413 | 422;
};

export function badQuestion(code: string, path: string, message: string): QuestionError {
  return { status: 400, code, path, message };
}
