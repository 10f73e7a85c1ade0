import type { Result } from '#model/lib/result.ts';

import type { QuestionError } from '../query/question-error.ts';
import { HttpProblem } from './http-problem.ts';

/** The value of a planned question; a question that cannot be asked ends the request with its problem. */
export function accepted<T>(plan: Result<T, QuestionError>): T {
  if (plan.ok) {
    return plan.value;
  }
  const { status, ...problem } = plan.error;
  throw new HttpProblem(status, problem);
}
