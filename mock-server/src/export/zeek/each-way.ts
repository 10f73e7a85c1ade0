import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';

/** A counter from the end that opened a conversation, and from the other one. */
export type EachWay = { readonly originator: number; readonly responder: number };

/** A counter each way; absent where nothing was counted, or not by direction. flowlogs-pipeline omits zeros. */
export function eachWay(
  latest: TrafficRecord,
  counter: 'Packets' | 'Bytes' | 'LinkBytes',
): EachWay | undefined {
  const originator = numberField(latest, `${counter}_AB`);
  const responder = numberField(latest, `${counter}_BA`);
  return originator === undefined && responder === undefined
    ? undefined
    : { originator: originator ?? 0, responder: responder ?? 0 };
}
