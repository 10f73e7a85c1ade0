import type { TimeRange } from '#model/time-range.ts';
import type { QueryParams } from './client.ts';

/** What every question about traffic says: when, which, how many, and in which namespace. */
export type TrafficParams = {
  readonly timeRange: TimeRange;
  /** Printed by `printBackendFilters`; empty for everything. */
  readonly filters: string;
  readonly limit: number;
  /** The one namespace that the user may see; absent for all of them. */
  readonly namespace?: string | undefined;
};

/**
 * The parameters as NetObserv's backend reads them.
 *
 * `filters` is encoded twice, here and with the whole query: the backend decodes it once more itself.
 */
export function trafficQuery({ timeRange, filters, limit, namespace }: TrafficParams): QueryParams {
  return {
    filters: encodeURIComponent(filters),
    limit,
    namespace,
    ...(timeRange.kind === 'relative'
      ? { timeRange: timeRange.seconds }
      : { startTime: timeRange.startS, endTime: timeRange.endS }),
  };
}
