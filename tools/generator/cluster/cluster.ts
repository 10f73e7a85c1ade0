import type { AddressPair } from './addresses.ts';
import {
  cardMac,
  clientAddresses,
  nodeAddresses,
  ovnMac,
  podAddresses,
  serverAddresses,
  serviceAddresses,
} from './addresses.ts';
import type { Application } from '../traffic/application.ts';
import { at } from '../chance/distributions.ts';
import type { ClusterNode, End } from '../traffic/end.ts';
import {
  EphemeralPorts,
  isAppNamespace,
  kubernetesFields,
  makeAddresses,
  makeLink,
  makeMac,
  NO_FIELDS,
} from '../traffic/end.ts';
import { fragment } from '../reports/lines.ts';
import { linkName, nameSuffix, outsideName } from './names.ts';
import { MOST_PODS_PER_NODE } from '../options.ts';
import type { WorkloadPlan } from '../traffic/plan.ts';
import { planWorkloads } from '../traffic/plan.ts';
import { Random } from '../chance/random.ts';
import type { GeneratorOptions } from '../options.ts';

/** A workload that runs: its pods, and the service in front of them. */
export type Workload = {
  readonly plan: WorkloadPlan;
  readonly pods: readonly End[];
  readonly service: End;
  readonly application: Application;
  /** The name that its clients look up. */
  readonly dnsName: string;
};

/** Somebody outside whom pods call, with a name to look up. */
export type OutsideServer = {
  readonly end: End;
  readonly dnsName: string;
};

/** All who can take part in connections. */
export type Cluster = {
  /** The nodes themselves, in their order. */
  readonly nodes: readonly End[];
  readonly workloads: readonly Workload[];
  readonly servers: readonly OutsideServer[];
  readonly clients: readonly End[];
};

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const SERVER_COUNT = 60;
const CLIENT_COUNT = 508;
const PORT_OFFSETS = 28_000;

/** The uplink's next hop: where the outside is. */
export const ROUTER_MAC = makeMac('12:E0:9B:1D:A6:08');

/** The MAC address of every pod's gateway in OVN-Kubernetes: that of 169.254.1.1. */
export const GATEWAY_MAC = makeMac('0A:58:A9:FE:01:01');

const NO_LINK = makeLink('');

/** Builds the cluster of the options: the same seed, the same cluster. */
export function buildCluster(options: GeneratorOptions): Cluster {
  const random = Random.of(options.seed, 1);
  const hosts = Array.from({ length: options.nodes }, (_, index) => makeHost(index, random));
  const builder = new PodBuilder(hosts, random);
  return {
    nodes: hosts.map(({ end }) => end),
    workloads: planWorkloads(options, random).map((plan, index) => builder.build(plan, index)),
    servers: Array.from({ length: SERVER_COUNT }, (_, index) => ({
      end: outside(serverAddresses(index), random),
      dnsName: outsideName(index),
    })),
    clients: Array.from({ length: CLIENT_COUNT }, (_, index) => outside(clientAddresses(index), random)),
  };
}

type NodeIdentity = { readonly HostIP: string; readonly HostName: string; readonly Zone: string };
type Host = { readonly node: ClusterNode; readonly end: End; readonly identity: NodeIdentity };

function makeHost(index: number, random: Random): Host {
  const addresses = nodeAddresses(index);
  const name = `worker-${index}`;
  const identity = { HostIP: addresses.v4, HostName: name, Zone: at(ZONES, index % ZONES.length) };
  const node: ClusterNode = {
    index,
    agent: fragment(`,"AgentIP":"${addresses.v4}"`),
    mac: makeMac(cardMac(random.uint32())),
    phaseMs: random.below(5_000),
  };
  const end: End = {
    addresses: makeAddresses(addresses),
    mac: node.mac,
    link: NO_LINK,
    node,
    isApp: false,
    fields: kubernetesFields({ Name: name, Type: 'Node', OwnerName: name, OwnerType: 'Node', ...identity }),
    ports: new EphemeralPorts(random.below(PORT_OFFSETS)),
  };
  return { node, end, identity };
}

/** Gives pods their node, address and name, workload by workload. */
class PodBuilder {
  readonly #hosts: readonly Host[];
  readonly #random: Random;
  readonly #podsOn: number[];

  constructor(hosts: readonly Host[], random: Random) {
    this.#hosts = hosts;
    this.#random = random;
    this.#podsOn = hosts.map(() => 0);
  }

  build(plan: WorkloadPlan, index: number): Workload {
    const replicas = plan.ownerType === 'DaemonSet' ? this.#hosts.length : plan.replicas;
    const template = nameSuffix(this.#random, 10);
    return {
      plan,
      application: plan.application,
      pods: Array.from({ length: replicas }, (_, pod) => this.#makePod(plan, pod, template)),
      service: makeService(plan, index),
      dnsName: `${plan.name}.${plan.namespace}.svc.cluster.local`,
    };
  }

  #makePod(plan: WorkloadPlan, pod: number, template: string): End {
    const random = this.#random;
    const host = plan.ownerType === 'DaemonSet' ? pod : this.#place();
    const { node, identity } = at(this.#hosts, host);
    const addresses = podAddresses(host, at(this.#podsOn, host));
    this.#podsOn[host] = at(this.#podsOn, host) + 1;
    const { namespace, name, ownerType } = plan;
    return {
      addresses: makeAddresses(addresses),
      mac: makeMac(ovnMac(addresses.v4)),
      link: makeLink(linkName(random)),
      node,
      isApp: isAppNamespace(namespace),
      fields: kubernetesFields({
        Namespace: namespace,
        Name: podName(plan, pod, { template, suffix: nameSuffix(random, 5) }),
        Type: 'Pod',
        OwnerName: name,
        OwnerType: ownerType,
        ...identity,
      }),
      ports: new EphemeralPorts(random.below(PORT_OFFSETS)),
    };
  }

  /** A node with room, by chance. */
  #place(): number {
    const first = this.#random.below(this.#hosts.length);
    for (let step = 0; step < this.#hosts.length; step++) {
      const host = (first + step) % this.#hosts.length;
      if (at(this.#podsOn, host) < MOST_PODS_PER_NODE) {
        return host;
      }
    }
    return first;
  }
}

function podName(
  { name, ownerType }: WorkloadPlan,
  pod: number,
  { template, suffix }: { readonly template: string; readonly suffix: string },
): string {
  switch (ownerType) {
    case 'Deployment':
      return `${name}-${template}-${suffix}`;
    case 'StatefulSet':
      return `${name}-${pod}`;
    case 'DaemonSet':
      return `${name}-${suffix}`;
  }
}

function makeService({ namespace, name }: WorkloadPlan, index: number): End {
  return {
    addresses: makeAddresses(serviceAddresses(index)),
    mac: GATEWAY_MAC,
    link: NO_LINK,
    node: undefined,
    isApp: isAppNamespace(namespace),
    fields: kubernetesFields({
      Namespace: namespace,
      Name: name,
      Type: 'Service',
      OwnerName: name,
      OwnerType: 'Service',
    }),
    ports: new EphemeralPorts(0),
  };
}

function outside(addresses: AddressPair, random: Random): End {
  return {
    addresses: makeAddresses(addresses),
    mac: ROUTER_MAC,
    link: NO_LINK,
    node: undefined,
    isApp: false,
    fields: NO_FIELDS,
    ports: new EphemeralPorts(random.below(PORT_OFFSETS)),
  };
}
