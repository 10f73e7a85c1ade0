import type { IpVersion } from '../cluster/addresses.ts';
import { GATEWAY_MAC, ROUTER_MAC } from '../cluster/cluster.ts';
import type { ClusterNode, End, EndField } from '../traffic/end.ts';
import { makeLink } from '../traffic/end.ts';
import type { Drop } from '../traffic/failure.ts';
import type { Fragment } from './lines.ts';
import { EMPTY, fragment } from './lines.ts';
import type { Traffic } from '../traffic/traffic.ts';
import { endMs, PROTOCOL } from '../traffic/traffic.ts';

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

/** One side of an observation: all fields that stay the same from record to record. */
export type ReportedWay = {
  /** From `AgentIP` to the protocol. */
  readonly head: readonly Fragment[];
  readonly ports: Ports;
  /** The Kubernetes fields, layer and direction, with the end of the line. */
  readonly tail: readonly Fragment[];
  readonly hasRtt: boolean;
  /** Head with ports, and tail, each in one piece: put together once there is more than one line. */
  joined: { readonly head: Fragment; readonly tail: Fragment } | undefined;
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
type Direction = 'ingress' | 'egress' | 'inner';

const BACK = { ingress: 'egress', egress: 'ingress', inner: 'inner' } as const;

/** The end of a line, by layer and direction. */
const LINE_END = { app: lineEnds('app'), infra: lineEnds('infra') } as const;

function lineEnds(layer: string): Readonly<Record<Direction, Fragment>> {
  const end = (direction: number) => fragment(`,"K8S_FlowLayer":"${layer}","FlowDirection":${direction}}\n`);
  return { ingress: end(0), egress: end(1), inner: end(2) };
}

const ETHER_TYPE = { v4: fragment(',"Etype":2048'), v6: fragment(',"Etype":34525') } as const;

const PROTOCOL_FIELD: ReadonlyMap<number, Fragment> = new Map(
  Object.values(PROTOCOL).map((protocol) => [protocol, fragment(`,"Proto":${protocol}`)]),
);

/** The uplink of every node. */
const UPLINK = makeLink('ens5');

/** Ends the list of interfaces after the first: the way leads into the node there, or out of it. */
const ALONE = { in: fragment('],"IfDirections":[0]'), out: fragment('],"IfDirections":[1]') } as const;

/** Where a way passes on a node: its interfaces, in two pieces, and the MAC addresses at the first. */
type Passage = {
  readonly first: Fragment;
  readonly second: Fragment;
  readonly srcMac: Fragment;
  readonly dstMac: Fragment;
};

/** A sight of a 5-tuple before it becomes an observation. */
type Sight = {
  readonly node: ClusterNode;
  readonly src: End;
  readonly dst: End;
  readonly direction: Direction;
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
          ...overUplink(node.mac, ROUTER_MAC, 'out'),
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
          ...overUplink(ROUTER_MAC, node.mac, 'in'),
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
    const passages = isTranslated ? into(server) : between(client, server);
    return [{ ...ends, node: to, direction: 'inner', ...passages }];
  }
  const leaving = isTranslated
    ? overUplink(from.mac, to.mac, 'out')
    : {
        there: passage(client.link.first, UPLINK.second, { src: client.mac, dst: GATEWAY_MAC }),
        back: passage(UPLINK.first, client.link.second, { src: to.mac, dst: from.mac }),
      };
  const arriving = {
    there: passage(UPLINK.first, server.link.second, { src: from.mac, dst: to.mac }),
    back: passage(server.link.first, UPLINK.second, { src: server.mac, dst: GATEWAY_MAC }),
  };
  return [
    { ...ends, node: from, direction: 'egress', ...leaving },
    { ...ends, node: to, direction: 'ingress', ...arriving },
  ];
}

type Passages = Pick<Sight, 'there' | 'back'>;

function passage(
  first: Fragment,
  second: Fragment,
  macs: { readonly src: EndField; readonly dst: EndField },
): Passage {
  return { first, second, srcMac: macs.src.src, dstMac: macs.dst.dst };
}

function outOf({ link, mac }: End): Passages {
  return {
    there: passage(link.first, ALONE.in, { src: mac, dst: GATEWAY_MAC }),
    back: passage(link.first, ALONE.out, { src: GATEWAY_MAC, dst: mac }),
  };
}

function into(end: End): Passages {
  const { there, back } = outOf(end);
  return { there: back, back: there };
}

function between(client: End, server: End): Passages {
  return {
    there: passage(client.link.first, server.link.second, { src: client.mac, dst: GATEWAY_MAC }),
    back: passage(server.link.first, client.link.second, { src: server.mac, dst: GATEWAY_MAC }),
  };
}

function overUplink(src: EndField, dst: EndField, there: keyof typeof ALONE): Passages {
  const back = there === 'in' ? 'out' : 'in';
  return {
    there: passage(UPLINK.first, ALONE[there], { src, dst }),
    back: passage(UPLINK.first, ALONE[back], { src: dst, dst: src }),
  };
}

function nodeOf({ node }: End): ClusterNode {
  if (node === undefined) {
    throw new TypeError('only pods and nodes run on a node');
  }
  return node;
}

function reportedWays(sight: Sight, plan: ConnectionPlan): Pick<Observation, 'ab' | 'ba'> {
  const { src, dst, ports, direction } = sight;
  const portsBack = { src: ports.dst, dst: ports.src };
  return {
    ab: reportedWay(sight, plan, { from: src, to: dst, passage: sight.there, ports, direction }),
    ba: reportedWay(sight, plan, {
      from: dst,
      to: src,
      passage: sight.back,
      ports: portsBack,
      direction: BACK[direction],
    }),
  };
}

type WayParts = {
  readonly from: End;
  readonly to: End;
  readonly passage: Passage;
  readonly ports: Ports;
  readonly direction: Direction;
};

function reportedWay(
  { node, hasRtt = true }: Sight,
  { version, traffic }: ConnectionPlan,
  parts: WayParts,
): ReportedWay {
  const { from, to, passage, ports, direction } = parts;
  const { protocol } = traffic;
  return {
    head: [
      node.agent,
      passage.first,
      passage.second,
      ETHER_TYPE[version],
      passage.srcMac,
      passage.dstMac,
      from.addresses[version].src,
      to.addresses[version].dst,
      PROTOCOL_FIELD.get(protocol) ?? EMPTY,
    ],
    ports,
    tail: [from.fields.src, to.fields.dst, LINE_END[from.isApp || to.isApp ? 'app' : 'infra'][direction]],
    hasRtt: hasRtt && protocol === PROTOCOL.tcp && direction !== 'egress',
    joined: undefined,
  };
}
