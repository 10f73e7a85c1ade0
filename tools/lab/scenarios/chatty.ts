import { pairRole, pairScenario } from './pair.ts';
import { PAIR_PODS, PAIR_PORTS } from './pair-cluster.ts';

const { client, neighbour, server } = PAIR_PODS;
const { http } = PAIR_PORTS;

/** Many small connections of one client beside the one connection of another. */
export const CHATTY = pairScenario({
  name: 'chatty',
  title: 'A chatty client and a polite one',
  description:
    'client and server both ask neighbour for small things some twenty or thirty times a second. client takes a connection ' +
    'of its own for every request, server keeps one: as many requests, thousands of conversations against one.',
  seconds: 75,
  processes: [pairRole(client, 'pair-chatty'), pairRole(server, 'pair-keeping')],
  sights: [
    {
      id: 'chatty',
      title: 'A connection for every request',
      text: 'From client to neighbour: hundreds of conversations a minute, each of a few packets and some milliseconds.',
      where: { SrcAddr: client.ip, DstAddr: neighbour.ip, DstPort: http },
      holds: { kind: 'many-connections', atLeast: 2000 },
      onPage: {
        logType: 'allConnections',
        filter: 'src_owner_name=client dst_owner_name=neighbour',
        rows: 2000,
        panel: [
          `pair/${client.name}:`,
          `to pair/${neighbour.name}:8080`,
          'Status Ended',
          'Node direction Inner',
          'Flows 2',
        ],
      },
    },
    {
      id: 'polite',
      title: 'One connection for all requests',
      text: 'From server to neighbour: one conversation, as long as the recording.',
      where: { SrcAddr: server.ip, DstAddr: neighbour.ip, DstPort: http },
      isEitherWay: true,
      holds: { kind: 'lasting', seconds: 50 },
      onPage: {
        logType: 'allConnections',
        filter: 'src_owner_name=server dst_owner_name=neighbour',
        rows: 1,
        panel: [
          `pair/${server.name}:`,
          `to pair/${neighbour.name}:8080`,
          'Status Open',
          'Duration 1 min',
          'Start: its first event was seen.',
        ],
      },
    },
  ],
});
