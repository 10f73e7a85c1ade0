import type { Backend } from '#model/backend/profile.ts';
import type { LogType } from '#model/event.ts';
import type { Sort } from '#model/view.ts';
import type { Question } from './question.ts';
import type { BackendLimits } from './reading/backend-limits.ts';
import type { BudgetSize } from './reading/budget.ts';
import type { Traffic } from './traffic.ts';

/** Which rows are wanted, and in which order conversations are cut. */
export type TrafficQuestion = {
  readonly logType: LogType;
  readonly question: Question;
  readonly sort: Sort;
};

/** Who is asked, and how much may be read of a backend that knows less than the page. */
export type Asking = {
  readonly backend: Backend;
  /** The one namespace that the user may see; absent for all of them. */
  readonly namespace: string | undefined;
  readonly limits: BackendLimits;
  readonly budget: BudgetSize;
  /** What was read before, where somebody wanted to read on. */
  readonly before?: Traffic | undefined;
};
