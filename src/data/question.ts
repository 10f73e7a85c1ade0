import type { Filter } from '#model/filter/filter.ts';
import type { TimeRange } from '#model/time-range.ts';

/** What the page asks for: all that decides which rows come. */
export type Question = {
  readonly timeRange: TimeRange;
  /** Over fields of records: lowered. */
  readonly filter: Filter;
  readonly limit: number;
  readonly showDup: boolean;
};
