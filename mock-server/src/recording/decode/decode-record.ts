import type { TrafficRecord } from '#model/flow.ts';
import type { Result } from '#model/lib/result.ts';
import { err } from '#model/lib/result.ts';

import { withNumbers } from './number-fields.ts';
import { withTimes } from './record-times.ts';

/**
 * A JSON value as a record, or a sentence that says why it is not one.
 *
 * A record is a JSON object with a time. Numbers written as text and times in other units are put right (see
 * `withNumbers` and `withTimes`); nothing else is asked of it or changed, no field is dropped.
 */
export function decodeRecord(value: unknown): Result<TrafficRecord, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err('not a JSON object');
  }
  return withTimes(withNumbers(value as TrafficRecord));
}
