import type { TrafficRecord } from '#model/flow.ts';

import { arrivalMs as knownArrivalMs } from '../lib/arrival.ts';

/** When the pipeline got a record, in ms since the epoch: the epoch itself for one without any time. */
export function arrivalMs(record: TrafficRecord): number {
  return knownArrivalMs(record) ?? 0;
}
