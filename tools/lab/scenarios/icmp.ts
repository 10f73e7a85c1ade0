import type { LabProcess } from '../cluster.ts';
import { inPod, pairRole, pairScenario } from './pair.ts';
import { PAIR_PODS } from './pair-cluster.ts';

const { client, neighbour, server } = PAIR_PODS;

/** An address of worker-1's pod network that no pod has. */
const NOBODY = '10.129.0.99';

function ping(...options: readonly string[]): LabProcess {
  return inPod(client, ['ping', '-i', '2', ...options]);
}

/** Ping and what routers and hosts complain of, over both families. */
export const ICMP = pairScenario({
  name: 'icmp',
  title: 'Ping, and what ICMP complains of',
  description:
    'client pings server over IPv4 and IPv6, with enough hops and with too few, and sends datagrams to a ' +
    'port at which nobody listens; neighbour pings an address that nobody has. ICMP has no ports, so tracking ' +
    'leaves it out.',
  seconds: 75,
  processes: [
    {
      place: { kind: 'node', node: 'worker-1' },
      command: ['ip', 'route', 'add', 'unreachable', `${NOBODY}/32`],
      isEarly: true,
    },
    ping(server.ip),
    ping(server.ip6),
    ping('-t', '1', server.ip),
    ping('-t', '2', server.ip),
    ping('-6', '-t', '1', server.ip6),
    inPod(neighbour, ['ping', '-i', '2', NOBODY]),
    pairRole(client, 'pair-unreachable'),
  ],
  sights: [
    {
      id: 'echo',
      title: 'Ping',
      text: 'client pings server: ICMP echo, type 8, every 2 s, as both nodes report it.',
      where: { SrcAddr: client.ip, DstAddr: server.ip, Proto: 1, IcmpType: 8 },
      holds: { kind: 'present', atLeast: 20 },
      onPage: {
        logType: 'flowLog',
        filter: 'src_owner_name=client dst_owner_name=server protocol=ICMP icmp_type=8',
        rows: 12,
        panel: [
          `pair/${client.name} to pair/${server.name}`,
          'Protocol ICMP',
          'ICMP type 8',
          `IP address ${client.ip}`,
        ],
      },
    },
    {
      id: 'echo-reply',
      title: 'Its answer',
      text: 'server answers with echo replies, type 0.',
      where: { SrcAddr: server.ip, DstAddr: client.ip, Proto: 1, IcmpType: 0 },
      holds: { kind: 'present', atLeast: 20 },
      onPage: {
        logType: 'flowLog',
        filter: 'src_owner_name=server dst_owner_name=client protocol=ICMP icmp_type=0',
        rows: 12,
        panel: [`pair/${server.name} to pair/${client.name}`, 'Protocol ICMP', 'ICMP type 0'],
      },
    },
    {
      id: 'echo6',
      title: 'Ping over IPv6',
      text: 'client pings server: ICMPv6 type 128.',
      where: { SrcAddr: client.ip6, DstAddr: server.ip6, Proto: 58, IcmpType: 128 },
      holds: { kind: 'present', atLeast: 20 },
      onPage: {
        logType: 'flowLog',
        filter: 'src_owner_name=client dst_owner_name=server icmp_type=128',
        rows: 12,
        panel: [
          `pair/${client.name} to pair/${server.name}`,
          'Protocol ICMPv6',
          'ICMP type 128',
          `IP address ${client.ip6}`,
        ],
      },
    },
    {
      id: 'echo6-reply',
      title: 'Its answer over IPv6',
      text: 'server answers with ICMPv6 type 129.',
      where: { SrcAddr: server.ip6, DstAddr: client.ip6, Proto: 58, IcmpType: 129 },
      holds: { kind: 'present', atLeast: 20 },
      onPage: {
        logType: 'flowLog',
        filter: 'src_owner_name=server dst_owner_name=client icmp_type=129',
        rows: 12,
        panel: [`pair/${server.name} to pair/${client.name}`, 'Protocol ICMPv6', 'ICMP type 129'],
      },
    },
    {
      id: 'port-unreachable',
      title: 'Port unreachable',
      text: 'client sends datagrams to a closed port of server, which complains: type 3, code 3.',
      where: { SrcAddr: server.ip, DstAddr: client.ip, Proto: 1, IcmpType: 3, IcmpCode: 3 },
      holds: { kind: 'present', atLeast: 10 },
      onPage: {
        logType: 'flowLog',
        filter: 'src_owner_name=server protocol=ICMP icmp_type=3 icmp_code=3',
        rows: 8,
        panel: [`pair/${server.name} to pair/${client.name}`, 'ICMP type 3', 'ICMP code 3'],
      },
    },
    {
      id: 'port-unreachable6',
      title: 'Port unreachable over IPv6',
      text: 'The same over IPv6: ICMPv6 type 1, code 4.',
      where: { SrcAddr: server.ip6, DstAddr: client.ip6, Proto: 58, IcmpType: 1, IcmpCode: 4 },
      holds: { kind: 'present', atLeast: 10 },
      onPage: {
        logType: 'flowLog',
        filter: 'src_owner_name=server icmp_type=1 icmp_code=4',
        rows: 8,
        panel: [
          `pair/${server.name} to pair/${client.name}`,
          'Protocol ICMPv6',
          'ICMP type 1',
          'ICMP code 4',
        ],
      },
    },
    {
      id: 'host-unreachable',
      title: 'Host unreachable',
      text: 'neighbour pings an address that nobody has, and worker-1 complains: type 3, code 1.',
      where: { DstAddr: neighbour.ip, Proto: 1, IcmpType: 3, IcmpCode: 1 },
      holds: { kind: 'present', atLeast: 10 },
      onPage: {
        logType: 'flowLog',
        filter: 'dst_owner_name=neighbour protocol=ICMP icmp_type=3 icmp_code=1',
        rows: 8,
        panel: [`worker-1 to pair/${neighbour.name}`, 'Kind Node', 'ICMP type 3', 'ICMP code 1'],
      },
    },
    {
      id: 'ttl-exceeded',
      title: 'Time to live exceeded',
      text: 'client pings server with one hop and with two, which is not enough: the node at which the packet dies complains, type 11.',
      where: { DstAddr: client.ip, Proto: 1, IcmpType: 11, IcmpCode: 0 },
      holds: { kind: 'present', atLeast: 20 },
      onPage: {
        logType: 'flowLog',
        filter: 'dst_owner_name=client protocol=ICMP icmp_type=11',
        rows: 12,
        panel: [`to pair/${client.name}`, 'worker-', 'ICMP type 11', 'ICMP code 0'],
      },
    },
    {
      id: 'hop-limit6',
      title: 'Hop limit exceeded',
      text: 'The same over IPv6 with one hop: ICMPv6 type 3.',
      where: { DstAddr: client.ip6, Proto: 58, IcmpType: 3, IcmpCode: 0 },
      holds: { kind: 'present', atLeast: 10 },
      onPage: {
        logType: 'flowLog',
        filter: 'dst_owner_name=client protocol=58 icmp_type=3',
        rows: 8,
        panel: [
          `worker-0 to pair/${client.name}`,
          'Protocol ICMPv6',
          'ICMP type 3',
          `IP address ${client.ip6}`,
        ],
      },
    },
  ],
});
