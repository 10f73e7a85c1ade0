import type { LabPlace, LabPod, LabProcess } from '../cluster.ts';
import { TOUR_CLUSTER, TOUR_OUTSIDE, TOUR_PODS, TOUR_SERVICES } from './tour-cluster.ts';
import { TOUR_SIGHTS } from './tour-sights.ts';
import type { Scenario } from './scenario.ts';

const OUTSIDE: LabPlace = { kind: 'outside' };
const { frontend0, frontend1, cart, catalog0, catalog1, redis, dns0, dns1 } = TOUR_PODS;
const { prometheus, statsd, collector, router, report } = TOUR_PODS;

function role(place: LabPlace, name: string, argument = ''): LabProcess {
  return { place, command: ['node', '{work}/lab.mjs', name, argument] };
}

function inPod({ name }: LabPod): LabPlace {
  return { kind: 'pod', pod: name };
}

/** Names that the cluster's name servers know by themselves. */
const CLUSTER_NAMES: readonly (readonly [string, string])[] = [
  ['catalog.shop', TOUR_SERVICES.catalog],
  ['cart.shop', cart.ip],
  ['redis.shop', redis.ip],
  ['statsd-exporter.monitoring', TOUR_SERVICES.statsd],
];

const FILES: Readonly<Record<string, string>> = {
  'dns.conf': [
    'port=5353',
    'no-resolv',
    'no-hosts',
    'local=/cluster.local/',
    `server=${TOUR_OUTSIDE.nameServer}`,
    'cache-size=50',
    'max-cache-ttl=20',
    ...CLUSTER_NAMES.map(([name, ip]) => `host-record=${name}.svc.cluster.local,${ip}`),
  ].join('\n'),
  'outside-dns.conf': [
    'no-resolv',
    'no-hosts',
    `listen-address=${TOUR_OUTSIDE.nameServer}`,
    'bind-interfaces',
    'local-ttl=15',
    'local=/#/',
    `host-record=payments.example.com,${TOUR_OUTSIDE.payments}`,
    `host-record=mirror.example.org,${TOUR_OUTSIDE.mirror}`,
    `host-record=images.example.org,${TOUR_OUTSIDE.mirror}`,
  ].join('\n'),
  'router.conf': nginx(
    'router',
    `upstream shop { server ${frontend0.ip}:8080; server ${frontend1.ip}:8080; keepalive 3; }
     server { listen 8080; location = /healthz { return 200 "ok"; }
       location / { proxy_pass http://shop; proxy_http_version 1.1; proxy_set_header Connection ""; } }`,
  ),
  'mirror.conf': nginx('mirror', `server { listen ${TOUR_OUTSIDE.mirror}:80; root {work}; }`),
};

function nginx(name: string, http: string): string {
  return `user root; daemon off; worker_processes 1; pid {work}/${name}.pid; error_log stderr warn;
    events { worker_connections 512; }
    http { access_log off; keepalive_timeout 75;
      client_body_temp_path {work}/${name}.body; proxy_temp_path {work}/${name}.proxy;
      fastcgi_temp_path {work}/${name}.fastcgi; uwsgi_temp_path {work}/${name}.uwsgi;
      scgi_temp_path {work}/${name}.scgi;
      ${http} }`;
}

function nameServer(place: LabPlace, file: string): LabProcess {
  return {
    place,
    command: ['dnsmasq', '--keep-in-foreground', '--user=root', '--pid-file=', `--conf-file={work}/${file}`],
  };
}

const SERVERS: readonly LabProcess[] = [
  {
    place: inPod(redis),
    command: [
      'redis-server',
      '--port',
      '6379',
      '--bind',
      '0.0.0.0',
      '::',
      '--save',
      '',
      '--protected-mode',
      'no',
      '--dir',
      '{work}',
    ],
    isEarly: true,
  },
  ...[dns0, dns1].map((pod) => ({ ...nameServer(inPod(pod), 'dns.conf'), isEarly: true })),
  { ...nameServer(OUTSIDE, 'outside-dns.conf'), isEarly: true },
  { ...role(OUTSIDE, 'payments', '{work}'), isEarly: true },
  { place: OUTSIDE, command: ['nginx', '-e', 'stderr', '-c', '{work}/mirror.conf'], isEarly: true },
  { ...role(inPod(collector), 'collector'), isEarly: true },
  { ...role(inPod(statsd), 'statsd'), isEarly: true },
  role(inPod(cart), 'cart'),
  { ...role(inPod(catalog0), 'catalog'), isEarly: true },
  role(inPod(catalog1), 'catalog'),
  { ...role(inPod(frontend0), 'frontend'), isEarly: true },
  { ...role(inPod(frontend1), 'frontend'), isEarly: true },
  { place: inPod(router), command: ['nginx', '-e', 'stderr', '-c', '{work}/router.conf'], isEarly: true },
];

const CLIENTS: readonly LabProcess[] = [
  role(inPod(prometheus), 'prometheus'),
  ...TOUR_CLUSTER.nodes.map(({ name }) => role({ kind: 'node', node: name }, 'kubelet', name)),
  role(OUTSIDE, 'shoppers'),
  role(inPod(report), 'report'),
  {
    place: inPod(report),
    command: [
      'curl',
      '-sS',
      '--limit-rate',
      '180K',
      '-o',
      '/dev/null',
      `http://${TOUR_OUTSIDE.mirror}/data.bin`,
    ],
  },
  { place: inPod(prometheus), command: ['ping', '-i', '3', redis.ip] },
  { place: inPod(prometheus), command: ['ping', '-i', '4', collector.ip6] },
  { place: inPod(report), command: ['ping', '-i', '6', TOUR_OUTSIDE.payments] },
];

/** A bit of everything: the recording that is shown first. */
export const TOUR: Scenario = {
  name: 'tour',
  title: 'Six minutes of a small shop',
  description:
    'Three nodes with a small web shop, its monitoring, its logs and a nightly report. Shoppers outside come in ' +
    'through a node port and a router; the rest is what a cluster does all day: probes, scrapes, DNS, a cache. ' +
    'Among it is what one looks for on the page: refused, unanswered, reused, idle and long connections.',
  seconds: 345,
  cluster: TOUR_CLUSTER,
  files: FILES,
  dataBytes: 36_000_000,
  processes: [...SERVERS, ...CLIENTS],
  sights: TOUR_SIGHTS,
};
