import type { Flow } from '#model/flow.ts';

import { isTruthy, toFloat64 } from './convert.ts';

const TCP = 6;
const UDP = 17;
const SCTP = 132;

/** Whether a flow's protocol has connections; the field's name is fixed, as in the reference. */
export function isTracked(flow: Flow): boolean {
  const protocol = toFloat64(flow['Proto']);
  return protocol === TCP || protocol === UDP || protocol === SCTP;
}

/** Whether an agent marked a flow as seen by another interface already. */
export function isDuplicate(flow: Flow): boolean {
  const mark = flow['Duplicate'];
  return mark !== undefined && isTruthy(mark);
}
