import { BUSY_PORT, HELD_PORT, IDLE_PORT } from '../workload/pair-ports.ts';
import { pairRole, pairScenario } from './pair.ts';
import { PAIR_PODS, PAIR_PORTS } from './pair-cluster.ts';

const { client, server } = PAIR_PODS;

/** Connections that live long: busy, silent now and then, and merely held open. */
export const IDLE = pairScenario({
  name: 'idle',
  title: 'Long connections, busy and idle',
  description:
    'Three TCP connections from client to server that live as long as the recording. One is never at rest, one ' +
    'is silent for 18 s between its lines, and one was open before and carries nothing but keepalive probes.',
  seconds: 100,
  processes: [{ ...pairRole(client, 'pair-held'), isEarly: true }, pairRole(client, 'pair-idle')],
  sights: [
    {
      id: 'busy',
      title: 'A connection that is never at rest',
      text: `From port ${String(BUSY_PORT)} to ${String(PAIR_PORTS.lines)}, a line every half a second: one conversation with a start and ticks, and no end.`,
      where: { SrcAddr: client.ip, SrcPort: BUSY_PORT, DstAddr: server.ip },
      isEitherWay: true,
      holds: { kind: 'lasting', seconds: 80 },
      onPage: {
        logType: 'allConnections',
        filter: `src_port=${String(BUSY_PORT)}`,
        rows: 1,
        panel: [
          `${client.name}:${String(BUSY_PORT)} to pair/${server.name}:7000`,
          'Status Open',
          'Duration 1 min',
          'Start: its first event was seen.',
          'End: not seen. The recording stops while it may still be going on.',
          'Both directions',
        ],
      },
    },
    {
      id: 'idle',
      title: 'A connection that tracking splits',
      text: `From port ${String(IDLE_PORT)}, a line every 18 s or more: after 10 s of silence tracking ends the conversation, and the next line opens another one under the same id, without a SYN.`,
      where: { SrcAddr: client.ip, SrcPort: IDLE_PORT, DstAddr: server.ip },
      isEitherWay: true,
      holds: { kind: 'resumed', spells: 4 },
      onPage: {
        logType: 'allConnections',
        filter: `src_port=${String(IDLE_PORT)}`,
        rows: 4,
        panel: [
          `${client.name}:${String(IDLE_PORT)} to pair/${server.name}:7000`,
          'Status Ended',
          'Flows 2',
          'Start: its first event was seen.',
          'End: an end event was seen.',
        ],
      },
    },
    {
      id: 'held',
      title: 'A connection that is merely held open',
      text: `From port ${String(HELD_PORT)}, opened before the recording began: a keepalive probe and its answer every 5 s keep one conversation open, some 100 bytes at a time.`,
      where: { SrcAddr: client.ip, SrcPort: HELD_PORT, DstAddr: server.ip },
      isEitherWay: true,
      holds: { kind: 'lasting', seconds: 80 },
      onPage: {
        logType: 'allConnections',
        filter: `port=${String(HELD_PORT)}`,
        rows: 1,
        panel: [
          `${client.name}:${String(HELD_PORT)} to pair/${server.name}:7000`,
          'Status Open',
          'Duration 1 min',
          '50% / 50%',
          '66 B 66 B',
        ],
      },
    },
  ],
});
