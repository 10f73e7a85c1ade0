import type { IpVersion } from './addresses.ts';
import { GATEWAY_MAC, ROUTER_MAC } from './cluster.ts';
import type { ClusterNode, End } from './end.ts';
import type { Drop } from './failure.ts';
import type { Traffic } from './traffic.ts';
import { endMs, PROTOCOL } from './traffic.ts';

/** A connection as it runs: its traffic, and what has been told of it. */
export type Connection = {
  readonly traffic: Traffic;
  readonly endMs: number;
  readonly version: IpVersion;
  readonly observations: readonly Observation[];
  isReported: boolean;
};

/** One 5-tuple of a connection: translation of services and of addresses gives it several. */
export type Tuple = {
  isReported: boolean;
};

/** One side of an observation: the JSON of all fields that stay the same from record to record. */
export type ReportedWay = {
  /** From `AgentIP` to the ports; begins with a comma. */
  readonly head: string;
  /** The Kubernetes fields, layer and direction, with the end of the line; begins with a comma. */
  readonly tail: string;
  readonly hasRtt: boolean;
};

/** What one node's agent sees of one 5-tuple, and how far it has told. */
export type Observation = {
  readonly connection: Connection;
  readonly node: ClusterNode;
  readonly tuple: Tuple;
  readonly ab: ReportedWay;
  readonly ba: ReportedWay;
  readonly drop: Drop | undefined;
  isStarted: boolean;
  /** Exchanges told so far. */
  told: number;
};

/** `FlowDirection`: at the destination's node, at the source's, or both in one. */
const DIRECTION = { ingress: 0, egress: 1, inner: 2 } as const;

/** The uplink of every node. */
const UPLINK = 'ens5';

/** Where a way passes on a node: links in order, the MAC addresses at the first. */
type Passage = {
  readonly links: readonly string[];
  /** Of the first link: 0 into the node, 1 out of it; they alternate. */
  readonly first: 0 | 1;
  readonly srcMac: string;
  readonly dstMac: string;
};

/** A sight of a 5-tuple before it becomes an observation. */
type Sight = {
  readonly node: ClusterNode;
  readonly src: End;
  readonly dst: End;
  readonly direction: keyof typeof DIRECTION;
  readonly there: Passage;
  readonly back: Passage;
  readonly tuple: Tuple;
  readonly ports: Ports;
  /** Sockets of nodes have no round-trip time. */
  readonly hasRtt?: boolean;
};

/** The ports of a 5-tuple, or the types of ICMP messages. */
export type Ports = { readonly src: number; readonly dst: number };

/** Who talks to whom, and by which way. */
export type Route =
  | { readonly kind: 'pods'; readonly client: End; readonly server: End; readonly port: number }
  | {
      readonly kind: 'service';
      readonly client: End;
      readonly service: End;
      readonly server: End;
      readonly servicePort: number;
      readonly port: number;
    }
  | { readonly kind: 'probe'; readonly client: End; readonly server: End; readonly port: number }
  | {
      readonly kind: 'egress';
      readonly client: End;
      readonly clientHost: End;
      readonly server: End;
      readonly port: number;
    }
  | {
      readonly kind: 'ingress';
      readonly client: End;
      readonly server: End;
      readonly serverHost: End;
      readonly port: number;
    };

/** What a connection is made of. */
export type ConnectionPlan = {
  readonly route: Route;
  readonly srcPort: number;
  readonly traffic: Traffic;
  readonly version: IpVersion;
  readonly drop?: Drop | undefined;
  readonly isCutOff?: boolean | undefined;
};

/** Makes a connection of a plan: who observes it, with which 5-tuples. */
export function connect(plan: ConnectionPlan): Connection {
  const sights = sightsOf(plan.route, plan.srcPort);
  const seen = plan.isCutOff === true ? sights.slice(0, 1) : sights;
  const observations: Observation[] = [];
  const connection: Connection = {
    traffic: plan.traffic,
    endMs: endMs(plan.traffic),
    version: plan.version,
    observations,
    isReported: false,
  };
  const dropAt = plan.drop?.where === 'first' ? 0 : seen.length - 1;
  for (const [place, sight] of seen.entries()) {
    observations.push({
      connection,
      node: sight.node,
      tuple: sight.tuple,
      ...reportedWays(sight, plan),
      drop: place === dropAt ? plan.drop : undefined,
      isStarted: false,
      told: 0,
    });
  }
  return connection;
}

function sightsOf(route: Route, src: number): readonly Sight[] {
  const tuple: Tuple = { isReported: false };
  const ports = { src, dst: route.port };
  switch (route.kind) {
    case 'pods':
      return podSights(route, { tuple, ports }, false);
    case 'service': {
      const { client, service: dst, servicePort } = route;
      const asked = { tuple: { isReported: false }, ports: { src, dst: servicePort } };
      return [
        { ...asked, node: nodeOf(client), src: client, dst, direction: 'egress', ...outOf(client) },
        ...podSights(route, { tuple, ports }, true),
      ];
    }
    case 'probe': {
      const { client, server } = route;
      return [
        { tuple, ports, node: nodeOf(server), src: client, dst: server, direction: 'inner', ...into(server) },
      ];
    }
    case 'egress': {
      const { client, clientHost, server } = route;
      const node = nodeOf(client);
      const masked = { tuple: { isReported: false }, ports, hasRtt: false };
      return [
        { tuple, ports, node, src: client, dst: server, direction: 'egress', ...outOf(client) },
        {
          ...masked,
          node,
          src: clientHost,
          dst: server,
          direction: 'egress',
          ...overUplink(node.mac, ROUTER_MAC, 1),
        },
      ];
    }
    case 'ingress': {
      const { client, server, serverHost } = route;
      const node = nodeOf(server);
      const masked = { tuple: { isReported: false }, ports, hasRtt: false };
      return [
        {
          ...masked,
          node,
          src: client,
          dst: serverHost,
          direction: 'ingress',
          ...overUplink(ROUTER_MAC, node.mac, 0),
        },
        { tuple, ports, node, src: client, dst: server, direction: 'ingress', ...into(server) },
      ];
    }
  }
}

/** From pod to pod, as both nodes see it; after translation the client's own link has another 5-tuple. */
function podSights(
  { client, server }: { readonly client: End; readonly server: End },
  same: Pick<Sight, 'tuple' | 'ports'>,
  isTranslated: boolean,
): readonly Sight[] {
  const ends = { ...same, src: client, dst: server };
  const [from, to] = [nodeOf(client), nodeOf(server)];
  if (from === to) {
    const passage = isTranslated ? into(server) : between(client, server);
    return [{ ...ends, node: to, direction: 'inner', ...passage }];
  }
  const leaving = isTranslated
    ? overUplink(from.mac, to.mac, 1)
    : {
        there: { links: [client.link, UPLINK], first: 0 as const, srcMac: client.mac, dstMac: GATEWAY_MAC },
        back: { links: [UPLINK, client.link], first: 0 as const, srcMac: to.mac, dstMac: from.mac },
      };
  const arriving = {
    there: { links: [UPLINK, server.link], first: 0 as const, srcMac: from.mac, dstMac: to.mac },
    back: { links: [server.link, UPLINK], first: 0 as const, srcMac: server.mac, dstMac: GATEWAY_MAC },
  };
  return [
    { ...ends, node: from, direction: 'egress', ...leaving },
    { ...ends, node: to, direction: 'ingress', ...arriving },
  ];
}

type Passages = Pick<Sight, 'there' | 'back'>;

function outOf({ link, mac }: End): Passages {
  return {
    there: { links: [link], first: 0, srcMac: mac, dstMac: GATEWAY_MAC },
    back: { links: [link], first: 1, srcMac: GATEWAY_MAC, dstMac: mac },
  };
}

function into(end: End): Passages {
  const { there, back } = outOf(end);
  return { there: back, back: there };
}

function between(client: End, server: End): Passages {
  return {
    there: { links: [client.link, server.link], first: 0, srcMac: client.mac, dstMac: GATEWAY_MAC },
    back: { links: [server.link, client.link], first: 0, srcMac: server.mac, dstMac: GATEWAY_MAC },
  };
}

function overUplink(srcMac: string, dstMac: string, first: 0 | 1): Passages {
  return {
    there: { links: [UPLINK], first, srcMac, dstMac },
    back: { links: [UPLINK], first: first === 0 ? 1 : 0, srcMac: dstMac, dstMac: srcMac },
  };
}

function nodeOf({ node }: End): ClusterNode {
  if (node === undefined) {
    throw new TypeError('only pods and nodes run on a node');
  }
  return node;
}

function reportedWays(sight: Sight, { version, traffic }: ConnectionPlan): Pick<Observation, 'ab' | 'ba'> {
  const { src, dst, ports, direction, hasRtt = true } = sight;
  const isTcp = traffic.protocol === PROTOCOL.tcp;
  const back = direction === 'egress' ? 'ingress' : direction === 'ingress' ? 'egress' : 'inner';
  const way = (
    from: End,
    to: End,
    passage: Passage,
    ways: { ports: string; direction: keyof typeof DIRECTION },
  ) => ({
    head:
      `,"AgentIP":"${sight.node.ip}",${printPassage(passage)},"Etype":${version === 'v4' ? 2048 : 34525}` +
      `,"SrcMac":"${passage.srcMac}","DstMac":"${passage.dstMac}"` +
      `,"SrcAddr":"${from.addresses[version]}","DstAddr":"${to.addresses[version]}"` +
      `,"Proto":${traffic.protocol}${ways.ports}`,
    tail:
      from.fields.src +
      to.fields.dst +
      `,"K8S_FlowLayer":"${from.isApp || to.isApp ? 'app' : 'infra'}","FlowDirection":${DIRECTION[ways.direction]}}\n`,
    hasRtt: isTcp && hasRtt && ways.direction !== 'egress',
  });
  return {
    ab: way(src, dst, sight.there, { ports: printPorts(traffic, ports.src, ports.dst), direction }),
    ba: way(dst, src, sight.back, { ports: printPorts(traffic, ports.dst, ports.src), direction: back }),
  };
}

function printPassage({ links, first }: Passage): string {
  const directions = links.map((_, place) => (first + place) % 2);
  return `"Interfaces":["${links.join('","')}"],"IfDirections":[${directions.join(',')}]`;
}

function printPorts({ protocol }: Traffic, src: number, dst: number): string {
  return protocol === PROTOCOL.icmp || protocol === PROTOCOL.icmp6
    ? `,"IcmpType":${src},"IcmpCode":0`
    : `,"SrcPort":${src},"DstPort":${dst}`;
}
