import type { BudgetSize } from '../budget.ts';
import { Budget } from '../budget.ts';
import { BackendLimits } from '../backend-limits.ts';
import type { ReadContext } from '../read-context.ts';
import { netObservBackend } from '#model/testing/netobserv-backend.ts';

/** A budget that is never spent, but for what a test says of it. */
export function budgetOf(size: Partial<BudgetSize> = {}, now: () => number = () => 0): Budget {
  return new Budget({ records: 1_000_000, answers: 10_000, ms: 600_000, isForRows: false, ...size }, now);
}

/** What reading for a question needs: a backend whose answers hold `entries` records, at the time of `nowMs`. */
export function contextOf({
  entries = 100,
  nowMs,
  ...but
}: Partial<ReadContext> & { readonly entries?: number; readonly nowMs: number }): ReadContext {
  return {
    backend: netObservBackend(),
    namespace: undefined,
    limits: new BackendLimits(entries),
    budget: budgetOf(),
    signal: new AbortController().signal,
    nowMs,
    ...but,
  };
}
