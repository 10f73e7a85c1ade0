/**
 * Fields that count up over the events of a conversation: an event holds all there was since its start.
 *
 * In flow logs the same fields hold what that flow alone had.
 */
export const COUNTERS = [
  'Bytes',
  'Bytes_AB',
  'Bytes_BA',
  'Packets',
  'Packets_AB',
  'Packets_BA',
  'PktDropBytes',
  'PktDropBytes_AB',
  'PktDropBytes_BA',
  'PktDropPackets',
  'PktDropPackets_AB',
  'PktDropPackets_BA',
  'numFlowLogs',
] as const;
