import { pairRole, pairScenario } from './pair.ts';
import { PAIR_PODS, PAIR_PORTS } from './pair-cluster.ts';

const { client, neighbour, server } = PAIR_PODS;
const { http, echo } = PAIR_PORTS;

/** The same conversation as two nodes report it, and one that only one node sees. */
export const BOTH_NODES = pairScenario({
  name: 'both-nodes',
  title: 'One conversation, two reporters',
  description:
    'client on worker-0 talks to server on worker-1, over TCP and over UDP: both nodes report all of it, and it ' +
    'must be counted once. To neighbour on its own node it talks as well: one reporter, inner traffic.',
  seconds: 75,
  processes: [pairRole(client, 'pair-both-nodes')],
  sights: [
    {
      id: 'two-nodes',
      title: 'Reported twice, counted once',
      text: 'Requests from client to server: worker-0 reports them as egress and worker-1 as ingress. The conversation counts what one of them reports; the flow logs of the other are marked as duplicates.',
      where: { SrcAddr: client.ip, DstAddr: server.ip, DstPort: http },
      isEitherWay: true,
      holds: { kind: 'observed-by', nodes: 2 },
      onPage: {
        logType: 'allConnections',
        filter: 'src_owner_name=client dst_owner_name=server protocol=TCP',
        rows: 1,
        panel: [
          `pair/${client.name}:`,
          `to pair/${server.name}:8080`,
          'Status Open',
          'Duration 1 min',
          'Start: its first event was seen.',
          'Both directions',
        ],
      },
    },
    {
      id: 'answers',
      title: 'The flow logs of one reporter',
      text: 'What server answers, flow by flow: the page lists the flow logs of one node and hides the copies of the other, until duplicates are asked for.',
      where: { SrcAddr: server.ip, SrcPort: http, DstAddr: client.ip },
      holds: { kind: 'observed-by', nodes: 2 },
      onPage: {
        logType: 'flowLog',
        filter: 'src_owner_name=server dst_owner_name=client protocol=TCP',
        rows: 10,
        panel: [`pair/${server.name}:8080 to pair/${client.name}:`, 'TCP flags', 'Agent IP address 10.0.0.1'],
      },
    },
    {
      id: 'two-nodes-udp',
      title: 'The same over UDP',
      text: 'Datagrams from client to server, which come back: reported by both nodes, too.',
      where: { SrcAddr: client.ip, DstAddr: server.ip, DstPort: echo },
      isEitherWay: true,
      holds: { kind: 'observed-by', nodes: 2 },
      onPage: {
        logType: 'allConnections',
        filter: 'dst_owner_name=server protocol=UDP',
        rows: 1,
        panel: [`to pair/${server.name}:7001`, 'Protocol UDP', '50% / 50%', 'Duration 1 min'],
      },
    },
    {
      id: 'one-node',
      title: 'Two pods of one node',
      text: 'client and neighbour are both on worker-0, which reports what they say once, as inner traffic.',
      where: { SrcAddr: client.ip, DstAddr: neighbour.ip, DstPort: http },
      isEitherWay: true,
      holds: { kind: 'observed-by', nodes: 1 },
      onPage: {
        logType: 'flowLog',
        filter: 'src_owner_name=neighbour dst_owner_name=client',
        rows: 10,
        panel: [
          `pair/${neighbour.name}:8080 to pair/${client.name}:`,
          'Node direction Inner',
          'Agent IP address 10.0.0.11',
        ],
      },
    },
  ],
});
