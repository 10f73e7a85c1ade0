import type { Filter } from '../filter/filter.ts';
import { mentions } from '../filter/filter-fields.ts';
import { KEY_FIELDS, NAME_FIELDS } from './end-fields.ts';
import type { NetObservBackend } from './profile.ts';
import type { ReadPlan } from './read-plan.ts';
import { isSamePlan, planRead } from './read-plan.ts';

/** What NetObserv's backend is asked for to find flow logs, in two ways. */
export type FlowPlans = {
  /** Only what all observers of the same traffic say alike: both flows are found, and the second one is recognised. */
  readonly shared: ReadPlan;
  /**
   * All that it can look for: the flow of the other observer has to be looked up. Absent where that asks for nothing
   * more, and where it is asked which flows are a second observer's.
   */
  readonly narrow: ReadPlan | undefined;
};

/** Plans what to ask NetObserv's backend for flow logs that pass a lowered filter. */
export function planFlows(lowered: Filter, backend: NetObservBackend): FlowPlans {
  const shared = planRead(lowered, backend, ({ field }) => KEY_FIELDS.has(field) || NAME_FIELDS.has(field));
  const narrow = planRead(lowered, backend, () => true);
  return {
    shared,
    narrow: !isSamePlan(narrow, shared) && !mentions(lowered, 'Duplicate') ? narrow : undefined,
  };
}
