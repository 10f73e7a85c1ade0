import type { Filter } from '../filter.ts';
import { match } from '../filter.ts';

/** NetObserv's filter on lost packets, in links: all flows; all packets dropped; some dropped; none dropped. */
export const PACKET_LOSSES = ['all', 'dropped', 'hasDrops', 'sent'] as const;
export type PacketLoss = (typeof PACKET_LOSSES)[number];

const HAS_DROPS = match('PktDropPackets', '>=', '1');

/** What it asks for, as conditions that can be seen and taken away. Counters of nothing may be left out, or be 0. */
export function lossConditions(packetLoss: PacketLoss): readonly Filter[] {
  switch (packetLoss) {
    case 'all':
      return [];
    case 'dropped':
      return [HAS_DROPS, match('Packets', '=', '0', '')];
    case 'hasDrops':
      return [HAS_DROPS];
    case 'sent':
      return [match('PktDropPackets', '=', '0', '')];
  }
}
