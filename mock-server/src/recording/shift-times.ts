import type { Flow, JsonValue } from '#model/flow.ts';

const MS_FIELDS = ['TimeFlowStartMs', 'TimeFlowEndMs'];
const SECOND_FIELDS = ['TimeReceived', 'TimeFlowStart', 'TimeFlowEnd'];

/**
 * A flow moved in time by so many whole seconds: every field that holds an instant, whatever its unit.
 *
 * Numbers written as text stay text. Shifting by `s` and then by `-s` gives the flow back.
 */
export function shiftTimes(flow: Flow, seconds: number): Flow {
  const shifted: Record<string, JsonValue | undefined> = { ...flow };
  for (const field of MS_FIELDS) {
    shift(shifted, field, seconds * 1000);
  }
  for (const field of SECOND_FIELDS) {
    shift(shifted, field, seconds);
  }
  return shifted;
}

function shift(flow: Record<string, JsonValue | undefined>, field: string, by: number): void {
  const value = flow[field];
  if (typeof value === 'number') {
    flow[field] = value + by;
  } else if (typeof value === 'string' && /^\d+$/.test(value)) {
    flow[field] = String(Number(value) + by);
  }
}
