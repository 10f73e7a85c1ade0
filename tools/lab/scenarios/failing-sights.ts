import type { Sight } from '../sight.ts';
import {
  FAILING_OUTSIDE,
  FAILING_PODS,
  FAILING_PORTS,
  FAILING_SERVICES,
  LOST_PERCENT,
} from './failing-cluster.ts';

const { checkout, importer, stock, uploads, vault } = FAILING_PODS;
const CAUSE = 'SKB_DROP_REASON_NETFILTER_DROP';

/** What the failing scenario shows. */
export const FAILING_SIGHTS: readonly Sight[] = [
  {
    id: 'refused',
    title: 'A refused port',
    text: `checkout asks stock at port ${String(FAILING_PORTS.refused)}, where nobody listens: a SYN, answered by RST+ACK.`,
    where: { SrcAddr: stock.ip, SrcPort: FAILING_PORTS.refused, DstAddr: checkout.ip },
    holds: { kind: 'refused', atLeast: 8 },
    onPage: {
      logType: 'flowLog',
      filter: `src_name=${stock.name} src_port=${String(FAILING_PORTS.refused)}`,
      rows: 8,
      panel: [
        'TCP flags RST-ACK',
        `store/${stock.name}:${String(FAILING_PORTS.refused)} to store/${checkout.name}`,
      ],
    },
  },
  {
    id: 'reset',
    title: 'Reset in the middle',
    text: `stock (port ${String(FAILING_PORTS.resetting)}) begins to answer and then resets the connection: data and RST, no FIN.`,
    where: { SrcAddr: stock.ip, SrcPort: FAILING_PORTS.resetting, DstAddr: checkout.ip },
    holds: { kind: 'reset', connections: 6 },
    onPage: {
      logType: 'flowLog',
      filter: `src_name=${stock.name} src_port=${String(FAILING_PORTS.resetting)} tcp_flags=RST_ACK tcp_flags=SYN_ACK`,
      rows: 6,
      panel: [
        'RST-ACK',
        'SYN-ACK',
        `store/${stock.name}:${String(FAILING_PORTS.resetting)} to store/${checkout.name}`,
      ],
    },
  },
  {
    id: 'silent',
    title: 'A SYN into the void',
    text: `checkout asks ${FAILING_OUTSIDE.silent} (port ${String(FAILING_PORTS.silent)}), which never says a word: SYNs alone, sent again and again, and nothing that says who dropped them.`,
    where: { SrcAddr: checkout.ip, DstAddr: FAILING_OUTSIDE.silent, DstPort: FAILING_PORTS.silent },
    holds: { kind: 'unanswered', atLeast: 2 },
    onPage: {
      logType: 'allConnections',
      filter: `src_name=${checkout.name} dst_address=${FAILING_OUTSIDE.silent}`,
      rows: 2,
      panel: [
        `to ${FAILING_OUTSIDE.silent}:${String(FAILING_PORTS.silent)}`,
        'One direction only: nothing was seen from destination to source.',
      ],
    },
  },
  {
    id: 'policy',
    title: 'SYNs that a policy drops',
    text: `checkout may not speak to vault-0 (port ${String(FAILING_PORTS.vault)}): worker-1 gets its SYNs and drops every one, and says why.`,
    where: { SrcAddr: checkout.ip, DstAddr: vault.ip, AgentIP: '10.0.0.12' },
    holds: { kind: 'dropped', packets: 4, cause: CAUSE },
    onPage: {
      logType: 'flowLog',
      filter: `src_name=${checkout.name} dst_name=${vault.name} pkt_drop_cause=${CAUSE}`,
      rows: 2,
      panel: [
        'TCP flags SYN',
        'Dropped packets',
        `Drop cause ${CAUSE}`,
        'Drop state TCP_INVALID_STATE',
        'Drop flags SYN',
      ],
    },
  },
  {
    id: 'dropped-before-leaving',
    title: 'Dropped before any interface saw it',
    text: `The importer asks the vault by its service (${FAILING_SERVICES.vault}). worker-0 turns that into the pod's address and drops it then: flow logs of drops alone, without a packet sent.`,
    where: { SrcAddr: importer.ip, DstAddr: vault.ip, AgentIP: '10.0.0.11' },
    holds: { kind: 'dropped', packets: 4, cause: CAUSE },
    onPage: {
      logType: 'flowLog',
      filter: `src_name=${importer.name} dst_name=${vault.name}`,
      rows: 2,
      panel: ['Dropped packets', `Drop cause ${CAUSE}`, 'Drop flags SYN'],
    },
  },
  {
    id: 'lossy',
    title: 'An upload that loses packets',
    text: `worker-0 loses ${String(LOST_PERCENT)} of 100 packets from the importer to uploads-0 (port ${String(FAILING_PORTS.uploads)}). They are sent again, so that uploads get through, slowly.`,
    where: { SrcAddr: importer.ip, DstAddr: uploads.ip, DstPort: FAILING_PORTS.uploads },
    holds: { kind: 'dropped', packets: 30, cause: CAUSE },
    onPage: {
      logType: 'allConnections',
      filter: `src_name=${importer.name} dst_name=${uploads.name} pkt_drop_cause=${CAUSE}`,
      rows: 5,
      panel: ['Dropped packets', 'Dropped bytes', `Drop cause ${CAUSE}`, 'Both directions'],
    },
  },
  {
    id: 'retried',
    title: 'Again and again until it works',
    text: `checkout asks stock at port ${String(FAILING_PORTS.late)} every 6 s, each time from a new port, and is refused; after 68 s stock is there, and the last attempt gets through.`,
    where: { SrcAddr: checkout.ip, DstAddr: stock.ip, DstPort: FAILING_PORTS.late },
    holds: { kind: 'retried', attempts: 9 },
    onPage: {
      logType: 'allConnections',
      filter: `src_name=${checkout.name} dst_name=${stock.name} dst_port=${String(FAILING_PORTS.late)}`,
      rows: 9,
      panel: [`to store/${stock.name}:${String(FAILING_PORTS.late)}`, 'Status Ended', 'Both directions'],
    },
  },
  {
    id: 'nxdomain',
    title: 'A name that does not exist',
    text: 'checkout looks up a misspelt name (stok.store.svc): NXDomain all along the search path.',
    where: { SrcAddr: FAILING_SERVICES.dns, SrcPort: 53, DstAddr: checkout.ip },
    holds: { kind: 'answered', code: 'NXDomain', atLeast: 10 },
    onPage: {
      logType: 'flowLog',
      filter: `dst_name=${checkout.name} dns_name=stok.* dns_flag_response_code=NXDomain`,
      rows: 10,
      panel: ['DNS response code NXDomain', 'DNS name stok.store.svc', 'openshift-dns/dns-default:53 to '],
    },
  },
  {
    id: 'servfail',
    title: 'A name server that is broken',
    text: `The name server of broken.example (${FAILING_OUTSIDE.brokenNameServer}) cannot answer: ServFail, which the cluster's name server passes on.`,
    where: { SrcAddr: FAILING_SERVICES.dns, SrcPort: 53, DstAddr: checkout.ip },
    holds: { kind: 'answered', code: 'ServFail', atLeast: 3 },
    onPage: {
      logType: 'flowLog',
      filter: `dst_name=${checkout.name} src_address=${FAILING_SERVICES.dns} dns_flag_response_code=ServFail`,
      rows: 3,
      panel: ['DNS response code ServFail', 'DNS name prices.broken.example'],
    },
  },
];
