import { pairRole, pairScenario } from './pair.ts';
import { PAIR_CLUSTER, PAIR_PODS, PAIR_PORTS } from './pair-cluster.ts';
import { FILTERED_PORTS, SCANNED_PORTS } from './scanned-ports.ts';

const { neighbour, server } = PAIR_PODS;

/** One pod tries the ports of another one. */
export const PORT_SCAN = pairScenario({
  name: 'port-scan',
  title: 'A port scan',
  description:
    `neighbour tries ${String(SCANNED_PORTS.length)} TCP ports of server, six at once: nearly all are refused, two ` +
    `are open, and worker-1 drops what goes to ${FILTERED_PORTS.join(', ')} without a word. Each try is a ` +
    'conversation of its own.',
  seconds: 80,
  cluster: {
    ...PAIR_CLUSTER,
    drops: FILTERED_PORTS.map((tcpPort) => ({
      node: server.node,
      fromIp: neighbour.ip,
      toIp: server.ip,
      tcpPort,
    })),
  },
  processes: [pairRole(neighbour, 'pair-scan')],
  sights: [
    {
      id: 'scan',
      title: 'So many ports of one pod',
      text: 'One source, one destination, more than two hundred destination ports within a minute.',
      where: { SrcAddr: neighbour.ip, DstAddr: server.ip },
      holds: { kind: 'scanned', ports: 230 },
      onPage: {
        logType: 'allConnections',
        filter: 'src_owner_name=neighbour dst_owner_name=server',
        rows: 230,
        panel: [`${neighbour.name}:`, `to pair/${server.name}:`, 'Status Ended', 'Flows 2'],
      },
    },
    {
      id: 'refused',
      title: 'Refused ports',
      text: 'Nobody listens: a SYN, answered by RST+ACK.',
      where: { SrcAddr: server.ip, DstAddr: neighbour.ip },
      holds: { kind: 'refused', atLeast: 400 },
      onPage: {
        logType: 'flowLog',
        filter: 'src_owner_name=server dst_owner_name=neighbour tcp_flags=RST_ACK',
        rows: 220,
        panel: [`pair/${server.name}:`, `to pair/${neighbour.name}:`, 'TCP flags RST-ACK', 'Packets 1'],
      },
    },
    {
      id: 'filtered',
      title: 'A filtered port',
      text: 'worker-1 drops what goes to port 135: the SYN is repeated, and nothing ever comes back.',
      where: { SrcAddr: neighbour.ip, DstAddr: server.ip, DstPort: 135 },
      isEitherWay: true,
      holds: { kind: 'unanswered', atLeast: 2 },
      onPage: {
        logType: 'allConnections',
        filter: `dst_owner_name=server dst_port=135`,
        rows: 1,
        panel: [
          `to pair/${server.name}:135`,
          'Status Ended',
          'One direction only: nothing was seen from destination to source.',
          '100% / 0%',
        ],
      },
    },
    {
      id: 'open',
      title: 'An open port',
      text: `Somebody listens at port ${String(PAIR_PORTS.http)}: the connection is opened, and given up at once.`,
      where: { SrcAddr: neighbour.ip, DstAddr: server.ip, DstPort: PAIR_PORTS.http },
      isEitherWay: true,
      holds: { kind: 'present', atLeast: 2 },
      onPage: {
        logType: 'allConnections',
        filter: `dst_owner_name=server dst_port=${String(PAIR_PORTS.http)}`,
        rows: 1,
        panel: [`to pair/${server.name}:8080`, 'Status Ended', 'Both directions', 'Flows 2'],
      },
    },
  ],
});
