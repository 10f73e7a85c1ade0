import { pairRole, pairScenario } from './pair.ts';
import { PAIR_PODS, PAIR_PORTS } from './pair-cluster.ts';

const { client, neighbour, server, store } = PAIR_PODS;
const { http } = PAIR_PORTS;

/** Captures that see one direction of some conversations, as behind asymmetric routes. */
export const ONE_SIDED = pairScenario({
  name: 'one-sided',
  title: 'Half of a conversation',
  description:
    'client asks server and store, and neighbour asks server. The captures leave out what server sends to client ' +
    'and what client sends to store, as agents do behind asymmetric routes: the packets are real, half are unseen.',
  seconds: 75,
  captureFilter: `not (src host ${server.ip} and dst host ${client.ip}) and not (src host ${client.ip} and dst host ${store.ip})`,
  processes: [pairRole(client, 'pair-one-sided'), pairRole(neighbour, 'pair-polite')],
  sights: [
    {
      id: 'requests-only',
      title: 'Requests without answers',
      text: 'client asks server over a kept connection, and nothing is seen to come back: a conversation with bytes from A to B only.',
      where: { SrcAddr: client.ip, DstAddr: server.ip, DstPort: http },
      isEitherWay: true,
      holds: { kind: 'one-sided', atLeast: 10 },
      onPage: {
        logType: 'allConnections',
        filter: 'eitherway(src_owner_name=client dst_owner_name=server)',
        rows: 1,
        panel: [
          `pair/${client.name}:`,
          `to pair/${server.name}:8080`,
          'Status Open',
          'One direction only: nothing was seen from destination to source.',
          '100% / 0%',
        ],
      },
    },
    {
      id: 'answers-only',
      title: 'Answers without requests',
      text: 'Of what client and store say to each other only the answers of store are seen; SYN+ACK tells that client opened the connection.',
      where: { SrcAddr: client.ip, DstAddr: store.ip, DstPort: http },
      isEitherWay: true,
      holds: { kind: 'one-sided', atLeast: 10 },
      onPage: {
        logType: 'allConnections',
        filter: 'eitherway(src_owner_name=client dst_owner_name=store)',
        rows: 1,
        panel: [
          `pair/${client.name}:`,
          `to pair/${store.name}:8080`,
          'Status Open',
          '0% / 100%',
          'Bytes 0 B',
        ],
      },
    },
    {
      id: 'whole',
      title: 'A whole conversation to compare with',
      text: 'neighbour asks server over a kept connection, of which both directions are seen.',
      where: { SrcAddr: neighbour.ip, DstAddr: server.ip, DstPort: http },
      isEitherWay: true,
      holds: { kind: 'lasting', seconds: 50 },
      onPage: {
        logType: 'allConnections',
        filter: 'src_owner_name=neighbour dst_owner_name=server',
        rows: 1,
        panel: [
          `pair/${neighbour.name}:`,
          `to pair/${server.name}:8080`,
          'Status Open',
          'Both directions',
          'Duration 1 min',
        ],
      },
    },
  ],
});
