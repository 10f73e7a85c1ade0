/** TCP flag bits as flow logs carry them: the header's own, and the agent's three for what comes combined. */
export const FLOW_FLAGS = {
  fin: 0x01,
  syn: 0x02,
  rst: 0x04,
  psh: 0x08,
  ack: 0x10,
  urg: 0x20,
  ece: 0x40,
  cwr: 0x80,
  synAck: 0x100,
  finAck: 0x200,
  rstAck: 0x400,
} as const;

/** In the order in which the agent asks: the first bits that are all set name the packet. */
const CLASSES: readonly { readonly bits: number; readonly flag: number }[] = [
  { bits: FLOW_FLAGS.syn | FLOW_FLAGS.ack, flag: FLOW_FLAGS.synAck },
  { bits: FLOW_FLAGS.fin | FLOW_FLAGS.ack, flag: FLOW_FLAGS.finAck },
  { bits: FLOW_FLAGS.rst | FLOW_FLAGS.ack, flag: FLOW_FLAGS.rstAck },
  ...(['fin', 'syn', 'ack', 'rst', 'psh', 'urg', 'ece', 'cwr'] as const).map((name) => ({
    bits: FLOW_FLAGS[name],
    flag: FLOW_FLAGS[name],
  })),
];

/**
 * The one flag that the agent files a packet under; 0 for a header without any flag.
 *
 * The agent's `set_flags` puts each packet in a single class, so a usual FIN, which carries ACK, is 0x200 and
 * never 0x01, and pushed data is 0x10. The `Flags` of a flow log are these classes, OR-ed over its packets.
 */
export function tcpFlagClass(headerFlags: number): number {
  return CLASSES.find(({ bits }) => (headerFlags & bits) === bits)?.flag ?? 0;
}
