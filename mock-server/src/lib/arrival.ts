import type { Flow } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';

/**
 * When the pipeline got a flow, in ms since the epoch; `undefined` of a flow without any time.
 *
 * `TimeReceived` says it in whole seconds, so it can lie a little before the end of the flow itself; a flow
 * never arrives before it ended. Without it, a flow arrives when it ends.
 */
export function arrivalMs(flow: Flow): number | undefined {
  const endMs = numberField(flow, 'TimeFlowEndMs');
  const receivedS = numberField(flow, 'TimeReceived');
  return receivedS === undefined ? endMs : Math.max(endMs ?? -Infinity, receivedS * 1000);
}
