import type { TrafficRecord } from '#model/flow.ts';

import { linkBytesByAgent } from '../../lib/link-bytes.ts';
import type { EachWay } from './each-way.ts';
import { eachWay } from './each-way.ts';

/**
 * Bytes of IP packets each way; `undefined` where it is not known what was counted beside them.
 *
 * Bytes of flow logs are those of frames. What the link layer adds is told by captures, and known of agents; where
 * the packets of one way are not known either, nothing is.
 */
export function ipBytes(latest: TrafficRecord): EachWay | undefined {
  const bytes = eachWay(latest, 'Bytes');
  const packets = eachWay(latest, 'Packets');
  const link = eachWay(latest, 'LinkBytes') ?? {
    originator: linkBytesByAgent(latest, packets?.originator),
    responder: linkBytesByAgent(latest, packets?.responder),
  };
  return bytes === undefined || link.originator === undefined || link.responder === undefined
    ? undefined
    : {
        originator: Math.max(0, bytes.originator - link.originator),
        responder: Math.max(0, bytes.responder - link.responder),
      };
}
