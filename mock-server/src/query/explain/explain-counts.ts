import { RECORD_TYPES } from '#model/event.ts';
import type { Filter } from '#model/filter/filter.ts';
import { all } from '#model/filter/filter.ts';
import type { ImplicitCondition } from '#model/wire/explain.ts';

import type { FlowStore, Nearest } from '../../store/flow-store.ts';
import type { ExplainedCondition, ExplainPlan } from './explain-question.ts';
import { passing } from './explain-question.ts';

/** What a condition does; see `ExplainAnswer`. */
export type Effect = { readonly alone: number; readonly without: number };

/** What a query finds, and what each of its conditions does to that. */
export type Explained = {
  readonly total: number;
  readonly groups: readonly (readonly (ExplainedCondition & Effect)[])[];
  readonly implicit: readonly ({ readonly kind: ImplicitCondition } & Effect)[];
  readonly nearest: Omit<Nearest, 'count'>;
};

const NOTHING_ELSEWHERE: Nearest = { count: 0 };

/** Counts all that an explanation says: one scan of what is in the time range, and one of all for its surroundings. */
export async function countExplained(
  store: Pick<FlowStore, 'counts' | 'nearest'>,
  plan: ExplainPlan,
  signal: AbortSignal,
): Promise<Explained> {
  const { of, span, types, visible } = plan;
  const isOpen = span.fromMs === -Infinity && span.toMs === Infinity;
  const otherTypes = RECORD_TYPES.filter((type) => !types.includes(type));
  const all_ = passing(plan);
  const effects = new Map<Filter, Effect>();
  const parts = [...plan.groups.flat(), ...plan.implicit].map(({ filter }) => filter);
  const one = async (query: Pick<typeof plan, 'span' | 'types'>) =>
    (await store.counts({ of, ...query, filters: [all_] }, signal))[0] ?? 0;
  const [counts, ofOtherTypes, nearest] = await Promise.all([
    store.counts(
      {
        of,
        span,
        types,
        filters: [all_, visible, ...parts.flatMap((filter) => [all(visible, filter), passing(plan, filter)])],
      },
      signal,
    ),
    of === 'records' ? one({ span, types: otherTypes }) : undefined,
    isOpen ? NOTHING_ELSEWHERE : store.nearest({ of, span, types, filter: all_ }, signal),
  ]);
  const [total = 0, seen = 0, ...rest] = counts;
  const { count: elsewhere, ...instants } = nearest;
  for (const [index, filter] of parts.entries()) {
    effects.set(filter, { alone: rest[2 * index] ?? 0, without: rest[2 * index + 1] ?? 0 });
  }
  const effectOf = (filter: Filter): Effect => effects.get(filter) ?? { alone: 0, without: 0 };
  return {
    total,
    groups: plan.groups.map((group) =>
      group.map((condition) => ({ ...condition, ...effectOf(condition.filter) })),
    ),
    implicit: [
      ...(isOpen ? [] : [{ kind: 'timeRange' as const, alone: seen, without: total + elsewhere }]),
      ...(ofOtherTypes === undefined
        ? []
        : [{ kind: 'recordType' as const, alone: seen, without: total + ofOtherTypes }]),
      ...plan.implicit.map(({ kind, filter }) => ({ kind, ...effectOf(filter) })),
    ],
    nearest: instants,
  };
}
