/**
 * TCP flags as the eBPF agent counts them in `Flags`: a packet with one of the combinations has its bit instead
 * of the flags' own.
 */
export const FLAG = {
  syn: 0x02,
  ack: 0x10,
  synAck: 0x100,
  finAck: 0x200,
  rstAck: 0x400,
} as const;
