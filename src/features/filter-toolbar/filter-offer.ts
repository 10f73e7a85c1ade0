import type { FilterDefinition } from '#model/filter/filter-definition.ts';
import type { TrafficRecord } from '#model/flow.ts';

/** What whoever writes a condition is offered. */
export type FilterOffer = {
  readonly filters: readonly FilterDefinition[];
  /** What is on screen: its values can be chosen. */
  readonly shownRecords: readonly TrafficRecord[];
};
