import { swapField } from '../filter/lowering/swap-ends.ts';
import type { Filter, Match } from '../filter/filter.ts';
import { mentions } from '../filter/mentions.ts';
import type { NetObservBackend } from './profile.ts';
import type { ReadPlan } from './read-plan.ts';
import { isSamePlan, planRead } from './read-plan.ts';

/** Fields that are the same wherever a flow is observed. Those of the other end are, too. */
const SHARED_FIELDS: ReadonlySet<string> = new Set(
  [
    'SrcAddr',
    'SrcPort',
    'Proto',
    'SrcK8S_Name',
    'SrcK8S_Type',
    'SrcK8S_OwnerName',
    'SrcK8S_OwnerType',
    'SrcK8S_Namespace',
    'SrcK8S_HostIP',
    'SrcK8S_HostName',
    'SrcK8S_Zone',
    'SrcSubnetLabel',
    'K8S_ClusterName',
    '_HashId',
  ].flatMap((field) => [field, swapField(field)]),
);

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
  const shared = planRead(lowered, backend, ({ field }: Match) => SHARED_FIELDS.has(field));
  const narrow = planRead(lowered, backend, () => true);
  return {
    shared,
    narrow: !isSamePlan(narrow, shared) && !mentions(lowered, 'Duplicate') ? narrow : undefined,
  };
}
