import type { Sight } from '../sight.ts';
import { IDLE_PORT, REUSED_PORT } from '../workload/report-ports.ts';
import { TOUR_ENTRY, TOUR_OUTSIDE, TOUR_PODS, TOUR_SERVICES } from './tour-cluster.ts';

const { cart, redis, prometheus, report, catalog0, catalog1, collector, statsd, router } = TOUR_PODS;

/** What the tour shows. Each of these is checked against the recording. */
export const TOUR_SIGHTS: readonly Sight[] = [
  {
    id: 'long-redis',
    title: 'A connection to Redis that stays open',
    text: 'cart keeps one TCP connection to redis-0 (port 6379) and never lets it rest: one conversation with a start, a tick every 30 s and no end. Both pods are on worker-0, so it is reported once, as inner traffic.',
    where: { SrcAddr: cart.ip, DstAddr: redis.ip, DstPort: 6379 },
    isEitherWay: true,
    holds: { kind: 'lasting', seconds: 240 },
  },
  {
    id: 'refused-scrape',
    title: 'A refused port',
    text: 'prometheus asks catalog for metrics at port 9102, where nobody listens: every 15 s a SYN, answered by RST+ACK.',
    where: { SrcAddr: catalog1.ip, SrcPort: 9102, DstAddr: prometheus.ip },
    holds: { kind: 'refused', atLeast: 4 },
  },
  {
    id: 'blackholed-redis',
    title: 'A blackholed SYN',
    text: 'The report job is not allowed to reach redis-0: its SYN and the repeated ones are dropped without a word. Conversations with nothing but SYN, nothing comes back.',
    where: { SrcAddr: report.ip, DstAddr: redis.ip, DstPort: 6379 },
    isEitherWay: true,
    holds: { kind: 'unanswered', atLeast: 4 },
  },
  {
    id: 'reused-port',
    title: 'One id, three conversations',
    text: `The report job fetches an export from cart three times from its port ${String(REUSED_PORT)}: three connections with the same 5-tuple, so the same conversation id, with long pauses between them.`,
    where: { SrcAddr: report.ip, SrcPort: REUSED_PORT, DstAddr: cart.ip },
    isEitherWay: true,
    holds: { kind: 'reused', spells: 3 },
  },
  {
    id: 'idle-connection',
    title: 'A connection that is silent for half a minute',
    text: `The report job's log connection (port ${String(IDLE_PORT)} to collector, port 6514) says a line every 32 s or more: tracking ends the conversation after 10 s of silence and starts another one under the same id, without a SYN.`,
    where: { SrcAddr: report.ip, SrcPort: IDLE_PORT, DstAddr: collector.ip },
    isEitherWay: true,
    holds: { kind: 'resumed', spells: 5 },
  },
  {
    id: 'long-download',
    title: 'A long download from outside',
    text: 'The report job downloads 36 MB from 203.0.113.30 (port 80) in about three minutes: nearly all bytes go one way. worker-2 reports it twice, with the pod as peer and, after masquerading, with its own address.',
    where: { SrcAddr: TOUR_OUTSIDE.mirror, SrcPort: 80, DstAddr: report.ip },
    isEitherWay: true,
    holds: { kind: 'lasting', seconds: 150 },
  },
  {
    id: 'dns-nxdomain',
    title: 'Names that do not exist',
    text: 'Pods look names of the outside up through the cluster search path first: NXDomain before NoError, with the name asked for, the response code and the latency.',
    where: { SrcAddr: TOUR_SERVICES.dns, SrcPort: 53, DnsFlagsResponseCode: 'NXDomain' },
    holds: { kind: 'present', atLeast: 20 },
  },
  {
    id: 'dns-found',
    title: 'Names that do',
    text: 'Answers from the cluster DNS service (172.30.0.10) and from the name server outside (203.0.113.53), which takes some 20 ms.',
    where: { SrcPort: 53, DnsFlagsResponseCode: 'NoError' },
    holds: { kind: 'present', atLeast: 20 },
  },
  {
    id: 'ipv6-tcp',
    title: 'IPv6, TCP',
    text: 'catalog keeps its cache in redis-0 over IPv6: bursts with pauses of some 20 s.',
    where: { SrcAddr: catalog0.ip6, DstAddr: redis.ip6, DstPort: 6379 },
    isEitherWay: true,
    holds: { kind: 'present', atLeast: 20 },
  },
  {
    id: 'ipv6-udp',
    title: 'IPv6, UDP, one way',
    text: 'Log lines of the report job to collector (port 514): datagrams that nobody answers.',
    where: { SrcAddr: report.ip6, DstAddr: collector.ip6, DstPort: 514 },
    holds: { kind: 'present', atLeast: 10 },
  },
  {
    id: 'ping',
    title: 'Ping',
    text: 'prometheus pings redis-0: ICMP echo (type 8) and its reply (type 0). No ports, so connection tracking leaves it out.',
    where: { SrcAddr: prometheus.ip, DstAddr: redis.ip, Proto: 1, IcmpType: 8 },
    holds: { kind: 'present', atLeast: 20 },
  },
  {
    id: 'ping6',
    title: 'Ping over IPv6',
    text: 'prometheus pings collector: ICMPv6 types 128 and 129.',
    where: { SrcAddr: prometheus.ip6, DstAddr: collector.ip6, Proto: 58, IcmpType: 128 },
    holds: { kind: 'present', atLeast: 20 },
  },
  {
    id: 'statsd',
    title: 'UDP to a service',
    text: 'Counters of cart to the statsd exporter: the pod sends to the service (172.30.88.15), the nodes see it go on to the pod.',
    where: { SrcAddr: cart.ip, DstAddr: statsd.ip, DstPort: 9125 },
    holds: { kind: 'lasting', seconds: 60 },
  },
  {
    id: 'shoppers',
    title: 'Shoppers from outside',
    text: 'People from 198.51.100.0/24 reach the shop at port 80 of worker-2, which hands them to the router: peers without a Kubernetes name, a node as destination, kept and unkept connections.',
    where: { DstAddr: TOUR_ENTRY.ip, DstPort: TOUR_ENTRY.port },
    holds: { kind: 'present', atLeast: 100 },
  },
  {
    id: 'both-nodes',
    title: 'One conversation, two reporters',
    text: 'The router (worker-2) and a frontend (worker-0) talk over kept connections: worker-2 reports what the router sends as egress, worker-0 as ingress; flow logs of both carry the same id.',
    where: { SrcAddr: router.ip, DstAddr: TOUR_PODS.frontend0.ip, FlowDirection: 0 },
    holds: { kind: 'present', atLeast: 20 },
  },
];
