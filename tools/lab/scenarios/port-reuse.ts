import { OFTEN_REUSED_PORT, REUSED_UDP_PORT, SELDOM_REUSED_PORT } from '../workload/pair-ports.ts';
import { pairRole, pairScenario } from './pair.ts';
import { PAIR_PODS } from './pair-cluster.ts';

const { client, server } = PAIR_PODS;

/** Several connections with the same 5-tuple, far apart and close together. */
export const PORT_REUSE = pairScenario({
  name: 'port-reuse',
  title: 'One 5-tuple, several connections',
  description:
    'client binds its own ports and uses them again: a fetch every 30 s, a fetch every 3 s, and bursts of ' +
    'datagrams. Peers and ports are the same each time, so the conversation id is, too.',
  seconds: 85,
  processes: [pairRole(client, 'pair-reuse')],
  sights: [
    {
      id: 'seldom',
      title: 'Used again after half a minute',
      text: `Three fetches from port ${String(SELDOM_REUSED_PORT)}, 30 s apart: one id, three conversations, each with a start and an end.`,
      where: { SrcAddr: client.ip, SrcPort: SELDOM_REUSED_PORT, DstAddr: server.ip },
      isEitherWay: true,
      holds: { kind: 'reused', spells: 3 },
      onPage: {
        logType: 'allConnections',
        filter: `src_port=${String(SELDOM_REUSED_PORT)}`,
        rows: 3,
        panel: [
          `${client.name}:${String(SELDOM_REUSED_PORT)} to pair/${server.name}:8080`,
          'Status Ended',
          'Flows 2',
          'Start: its first event was seen.',
          'End: an end event was seen.',
        ],
      },
    },
    {
      id: 'often',
      title: 'Used again at once',
      text: `A fetch from port ${String(OFTEN_REUSED_PORT)} every 3 s: twenty connections, so close together that tracking cannot end one before the next begins.`,
      where: { SrcAddr: client.ip, SrcPort: OFTEN_REUSED_PORT, DstAddr: server.ip },
      holds: { kind: 'reopened', openings: 10 },
      onPage: {
        logType: 'allConnections',
        filter: `src_port=${String(OFTEN_REUSED_PORT)}`,
        rows: 1,
        panel: [
          `${client.name}:${String(OFTEN_REUSED_PORT)} to pair/${server.name}:8080`,
          'Status Ended',
          'Start: its first event was seen.',
          'End: an end event was seen.',
          'Both directions',
        ],
      },
    },
    {
      id: 'datagrams',
      title: 'Datagrams from one port',
      text: `Three bursts of datagrams from port ${String(REUSED_UDP_PORT)}, which come back: UDP has no start of its own, silence alone parts the conversations.`,
      where: { SrcAddr: client.ip, SrcPort: REUSED_UDP_PORT, DstAddr: server.ip },
      isEitherWay: true,
      holds: { kind: 'resumed', spells: 3 },
      onPage: {
        logType: 'allConnections',
        filter: `port=${String(REUSED_UDP_PORT)}`,
        rows: 3,
        panel: [
          `${client.name}:${String(REUSED_UDP_PORT)} to pair/${server.name}:7001`,
          'Status Open',
          'Protocol UDP',
          '50% / 50%',
        ],
      },
    },
  ],
});
