import { pairRole, pairScenario } from './pair.ts';
import { PAIR_PODS, PAIR_PORTS } from './pair-cluster.ts';

const { client, server, store } = PAIR_PODS;
const { http, echo, sink, closed } = PAIR_PORTS;

/** TCP and UDP over IPv6, beside the same over IPv4. */
export const IPV6 = pairScenario({
  name: 'ipv6',
  title: 'Both IP families side by side',
  description:
    'client asks server over IPv6 and over IPv4 at the same port, sends datagrams over IPv6 that come back and ' +
    'such that do not, and tries a port at which nobody listens.',
  seconds: 75,
  processes: [pairRole(client, 'pair-ipv6')],
  sights: [
    {
      id: 'tcp6',
      title: 'TCP over IPv6',
      text: 'Requests from client to server on a kept connection.',
      where: { SrcAddr: client.ip6, DstAddr: server.ip6, DstPort: http },
      isEitherWay: true,
      holds: { kind: 'lasting', seconds: 50 },
      onPage: {
        logType: 'allConnections',
        filter: `dst_address=${server.ip6} dst_port=${String(http)}`,
        rows: 1,
        panel: [
          `IP address ${client.ip6}`,
          `IP address ${server.ip6}`,
          'Protocol TCP',
          'Status Open',
          'Duration 1 min',
          'Both directions',
        ],
      },
    },
    {
      id: 'tcp4',
      title: 'The same over IPv4',
      text: 'The same requests to the same port: another conversation, between the same two pods.',
      where: { SrcAddr: client.ip, DstAddr: server.ip, DstPort: http },
      isEitherWay: true,
      holds: { kind: 'lasting', seconds: 50 },
      onPage: {
        logType: 'allConnections',
        filter: `dst_address=${server.ip} dst_port=${String(http)}`,
        rows: 1,
        panel: [
          `IP address ${client.ip}`,
          `IP address ${server.ip}`,
          'Protocol TCP',
          'Duration 1 min',
          `pair/${client.name}:`,
        ],
      },
    },
    {
      id: 'udp6',
      title: 'UDP over IPv6, both ways',
      text: 'Datagrams from client to server that come back.',
      where: { SrcAddr: client.ip6, DstAddr: server.ip6, DstPort: echo },
      isEitherWay: true,
      holds: { kind: 'lasting', seconds: 50 },
      onPage: {
        logType: 'allConnections',
        filter: `dst_address=fd01:0:0:2::/64 dst_port=${String(echo)}`,
        rows: 1,
        panel: [`IP address ${client.ip6}`, `IP address ${server.ip6}`, 'Protocol UDP', '50% / 50%'],
      },
    },
    {
      id: 'udp6-one-way',
      title: 'UDP over IPv6, one way',
      text: 'Datagrams from client to store that nobody answers.',
      where: { SrcAddr: client.ip6, DstAddr: store.ip6, DstPort: sink },
      isEitherWay: true,
      holds: { kind: 'one-sided', atLeast: 10 },
      onPage: {
        logType: 'allConnections',
        filter: `dst_owner_name=store dst_port=${String(sink)}`,
        rows: 1,
        panel: [
          `IP address ${store.ip6}`,
          'Protocol UDP',
          'One direction only: nothing was seen from destination to source.',
          '100% / 0%',
        ],
      },
    },
    {
      id: 'refused6',
      title: 'A refused port over IPv6',
      text: `Nobody listens at port ${String(closed)} of server: every SYN is answered by RST+ACK.`,
      where: { SrcAddr: server.ip6, SrcPort: closed, DstAddr: client.ip6 },
      holds: { kind: 'refused', atLeast: 8 },
      onPage: {
        logType: 'flowLog',
        filter: `src_address=${server.ip6} src_port=${String(closed)}`,
        rows: 8,
        panel: [`pair/${server.name}:9102 to pair/${client.name}:`, 'TCP flags RST-ACK', 'EtherType 34525'],
      },
    },
  ],
});
