import type { TunnelView } from '../../meter/tshark-layers.ts';
import type { Format } from '../format.ts';
import { readCaptures } from './captures.ts';

/**
 * A capture of packets, pcap or pcapng: decoded by tshark and metered as NetObserv's agent does: see `readCaptures`.
 *
 * Who captured is not known, so the flow logs have no `AgentIP` and no `FlowDirection`; interfaces and their
 * directions are there when the file has them. Bytes are those on the wire even where packets were cut short. The
 * outermost headers count: a tunnel is one flow, unless what it carries is asked for. Fragments belong
 * to the flow of their first one. Names of Kubernetes that `oc netobserv packets` puts into comments come along.
 */
export function packetsFormat(tunnels: TunnelView): Format {
  return {
    name: CAPTURE_FORMAT,
    order: 'nearly-sorted',
    unit: 'packet',
    isDecodedOnce: true,
    read: (file, intake) => readCaptures([{ file, intake }], tunnels),
  };
}

/** The name of the format of captures, which are read together. */
export const CAPTURE_FORMAT = 'a capture of packets';
