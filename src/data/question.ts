import type { Filter } from '#model/filter/filter.ts';
import type { TimeRange } from '#model/time-range.ts';

/** What the page asks for: all that decides which rows come. */
export type Question = {
  readonly timeRange: TimeRange;
  /** Over fields of records: lowered, and checked to be sayable to the backend. */
  readonly filter: Filter;
  /** `filter` in the backend's grammar. */
  readonly filters: string;
  readonly limit: number;
  readonly packetLoss: string | undefined;
  readonly showDup: boolean;
};
