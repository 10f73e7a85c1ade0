import { FAILING_CLUSTER, FAILING_OUTSIDE, FAILING_PODS } from './failing-cluster.ts';
import { FAILING_SIGHTS } from './failing-sights.ts';
import {
  clusterDnsConfig,
  early,
  inPod,
  nameServer,
  OUTSIDE,
  outsideDnsConfig,
  role,
} from './lab-process.ts';
import type { Scenario } from './scenario.ts';

const { checkout, importer, stock, uploads, vault, dns } = FAILING_PODS;

/** Everything that can go wrong with a connection, with what the nodes drop. */
export const FAILING: Scenario = {
  name: 'failing',
  title: 'Connections that fail',
  description:
    'A checkout and an import whose connections fail in every way: refused, reset in the middle, never answered, ' +
    'dropped by a policy, slowed down by lost packets, asked again and again. Names that do not exist, and a name ' +
    'server that is broken. What the nodes drop is in the flow logs, packet by packet as their filters dropped it.',
  seconds: 100,
  cluster: FAILING_CLUSTER,
  features: ['pktDrop'],
  files: {
    'dns.conf': clusterDnsConfig({ 'stock.store': stock.ip }, [
      FAILING_OUTSIDE.nameServer,
      `/broken.example/${FAILING_OUTSIDE.brokenNameServer}`,
    ]),
    'outside-dns.conf': outsideDnsConfig(FAILING_OUTSIDE.nameServer, {}),
  },
  dataBytes: 0,
  processes: [
    ...[
      nameServer(inPod(dns), 'dns.conf'),
      nameServer(OUTSIDE, 'outside-dns.conf'),
      role(OUTSIDE, 'failing-broken-dns'),
      role(inPod(uploads), 'failing-uploads'),
      role(inPod(vault), 'failing-vault'),
    ].map(early),
    role(inPod(stock), 'failing-stock'),
    role(inPod(checkout), 'failing-checkout'),
    role(inPod(importer), 'failing-importer'),
  ],
  sights: FAILING_SIGHTS,
};
