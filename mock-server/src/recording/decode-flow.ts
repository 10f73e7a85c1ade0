import type { Flow } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

/** Times outside of these are a mistake of whoever wrote them (seconds for milliseconds, a clock never set). */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

/**
 * One line of a recording as a flow, or a sentence that says why it is not one.
 *
 * A flow is a JSON object with `TimeFlowEndMs`: without a time it can neither be tracked nor found. Nothing
 * else is asked of it, and no field is dropped or changed.
 */
export function decodeFlow(line: string): Result<Flow, string> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return err(error instanceof Error ? `not JSON: ${error.message}` : 'not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err('not a JSON object');
  }
  const flow = value as Flow;
  const endMs = numberField(flow, 'TimeFlowEndMs');
  if (endMs === undefined) {
    return err('no TimeFlowEndMs');
  }
  if (!(endMs >= EARLIEST_MS && endMs < LATEST_MS)) {
    return err(`TimeFlowEndMs ${endMs} is not a time in milliseconds`);
  }
  return ok(flow);
}
