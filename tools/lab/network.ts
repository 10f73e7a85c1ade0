import { createHash } from 'node:crypto';

import type { LabCluster, LabFeature, LabNode, LabPlace, LabPod } from './cluster.ts';
import { run } from './processes.ts';

/** The link between a node and the wire: 172.31.N.0/30, the node's end first. */
export type Underlay = { readonly name: string; readonly nodeIp: string; readonly wireIp: string };

/** Name of a node's interface to the other nodes. */
export const UPLINK = 'ens5';
const GATEWAY_MAC = '0a:58:a9:fe:01:01';
const VXLAN_PORT = 4789;
/** Where the nodes' packet filters log what they drop (nfnetlink_log). */
export const DROP_LOG_GROUP = 7;
/** Enough of a dropped packet for the headers of IP and TCP. */
const DROP_SNAP_BYTES = 128;
/** The zone in which the nodes track connections, as OVN-Kubernetes numbers that of a node's gateway. */
const ZONE_ID = 64_000;
const MTU = 1400;
const LAB_SYSCTLS = [
  'net.ipv4.ip_forward=1',
  'net.ipv6.conf.all.forwarding=1',
  'net.ipv6.conf.default.accept_dad=0',
  'net.ipv6.conf.all.accept_dad=0',
  'net.ipv6.conf.default.router_solicitations=0',
];

/**
 * The lab's network: namespaces for nodes, pods, the outside and the wire that joins them.
 *
 * A pod has one veth to its node, which routes (there is no bridge: address translation of services must see
 * every packet). Nodes meet on a LAN that is a VXLAN, whose far end is a process: it can hold packets back, so
 * that there are round trip times worth measuring on kernels without `netem`. Everything is inside namespaces
 * with names of this run's own; nothing of the host is changed.
 */
export class Network {
  readonly #prefix: string;
  readonly #cluster: LabCluster;
  readonly #features: readonly LabFeature[];
  readonly #created: string[] = [];
  #isRemoved = false;

  constructor(cluster: LabCluster, prefix: string, features: readonly LabFeature[] = []) {
    this.#cluster = cluster;
    this.#prefix = prefix;
    this.#features = features;
  }

  /** The network namespace of a place. */
  namespaceOf(place: LabPlace): string {
    switch (place.kind) {
      case 'pod':
        return `${this.#prefix}-${place.pod}`;
      case 'node':
        return `${this.#prefix}-${place.node}`;
      case 'outside':
        return `${this.#prefix}-outside`;
    }
  }

  /** The namespace in which the wire runs. */
  get wireNamespace(): string {
    return `${this.#prefix}-wire`;
  }

  /** The links that the wire joins, the outside's last. */
  get underlays(): readonly Underlay[] {
    return [...this.#cluster.nodes.map(({ name }) => name), 'outside'].map((name, index) => ({
      name,
      nodeIp: `172.31.${String(index)}.1`,
      wireIp: `172.31.${String(index)}.2`,
    }));
  }

  async create(): Promise<void> {
    await this.#addNamespace(this.wireNamespace);
    for (const underlay of this.underlays) {
      const isNode = underlay.name !== 'outside';
      const namespace = this.namespaceOf(
        isNode ? { kind: 'node', node: underlay.name } : { kind: 'outside' },
      );
      await this.#addNamespace(namespace);
      await this.#addUplink(namespace, underlay);
    }
    await this.#addressOutside();
    for (const node of this.#cluster.nodes) {
      await this.#addressNode(node);
      await this.#translate(node);
    }
    for (const pod of this.#cluster.pods) {
      await this.#addPod(pod);
    }
  }

  /** The MAC address of a node's uplink: the kernel's choice. */
  async uplinkMac(node: string): Promise<string> {
    const namespace = this.namespaceOf({ kind: 'node', node });
    const address = await run(['ip', 'netns', 'exec', namespace, 'cat', `/sys/class/net/${UPLINK}/address`]);
    return address.trim();
  }

  /** Removes the namespaces that `create` made; with them go their interfaces and rules. */
  async remove(): Promise<void> {
    this.#isRemoved = true;
    for (const namespace of this.#created.splice(0).reverse()) {
      await run(['ip', 'netns', 'del', namespace]).catch((error: unknown) => {
        console.error(`${namespace} could not be removed: ${String(error)}`);
      });
    }
  }

  async #addNamespace(namespace: string): Promise<void> {
    if (this.#isRemoved) {
      throw new Error('The lab is being taken down');
    }
    this.#created.push(namespace);
    await run(['ip', 'netns', 'add', namespace]);
    await run(['ip', '-n', namespace, 'link', 'set', 'lo', 'up']);
    await inNamespace(namespace, ['sysctl', '-qw', ...LAB_SYSCTLS]);
  }

  /** A link to the wire, and on it the LAN's interface. Checksums are made in software: the wire is a process. */
  async #addUplink(namespace: string, { name, nodeIp, wireIp }: Underlay): Promise<void> {
    const wireEnd = `to-${name}`.slice(0, 15);
    await ip(`link add wire0 netns ${namespace} type veth peer name ${wireEnd} netns ${this.wireNamespace}`);
    await ip(`-n ${namespace} addr add ${nodeIp}/30 dev wire0`);
    await ip(`-n ${this.wireNamespace} addr add ${wireIp}/30 dev ${wireEnd}`);
    await ip(`-n ${namespace} link set wire0 mtu 1500 up`);
    await ip(`-n ${this.wireNamespace} link set ${wireEnd} up`);
    await ip(
      `-n ${namespace} link add ${UPLINK} type vxlan id 7 local ${nodeIp} remote ${wireIp} dstport ${String(VXLAN_PORT)} udpcsum`,
    );
    await ip(`-n ${namespace} link set ${UPLINK} mtu ${String(MTU)} up`);
    await inNamespace(namespace, ['ethtool', '-K', 'wire0', 'tx', 'off']);
    await inNamespace(namespace, ['ethtool', '-K', UPLINK, 'tx', 'off', 'tso', 'off', 'gso', 'off']);
  }

  async #addressNode(node: LabNode): Promise<void> {
    const namespace = this.namespaceOf({ kind: 'node', node: node.name });
    await ip(`-n ${namespace} addr add ${node.ip}/24 dev ${UPLINK}`);
    await ip(`-n ${namespace} -6 addr add ${node.ip6}/64 dev ${UPLINK} nodad`);
    await ip(`-n ${namespace} route add default via ${this.#cluster.outside.gateway}`);
    await this.#routeToPods(
      namespace,
      this.#cluster.nodes.filter((other) => other.name !== node.name),
    );
  }

  async #addressOutside(): Promise<void> {
    const namespace = this.namespaceOf({ kind: 'outside' });
    const { gateway, addresses, silent = [] } = this.#cluster.outside;
    await ip(`-n ${namespace} addr add ${gateway}/24 dev ${UPLINK}`);
    await ip(`-n ${namespace} -6 addr add fd98::1/64 dev ${UPLINK} nodad`);
    for (const address of addresses) {
      await ip(`-n ${namespace} addr add ${address}/32 dev lo`);
    }
    for (const address of silent) {
      await ip(`-n ${namespace} route add blackhole ${address}/32`);
    }
    await this.#routeToPods(namespace, this.#cluster.nodes);
  }

  async #routeToPods(namespace: string, nodes: readonly LabNode[]): Promise<void> {
    for (const node of nodes) {
      await ip(`-n ${namespace} route add ${node.podNetwork} via ${node.ip}`);
      await ip(`-n ${namespace} -6 route add ${node.podNetwork6} via ${node.ip6}`);
    }
  }

  async #addPod(pod: LabPod): Promise<void> {
    const node = this.#cluster.nodes.find(({ name }) => name === pod.node);
    if (node === undefined) {
      throw new Error(`Pod ${pod.name} is on node ${pod.node}, which the scenario does not have`);
    }
    const host = this.namespaceOf({ kind: 'node', node: pod.node });
    const own = this.namespaceOf({ kind: 'pod', pod: pod.name });
    const veth = podInterface(pod);
    await this.#addNamespace(own);
    await ip(
      `link add eth0 netns ${own} address ${podMac(pod)} type veth peer name ${veth} netns ${host} address ${GATEWAY_MAC}`,
    );
    for (const [namespace, link] of [
      [own, 'eth0'],
      [host, veth],
    ] as const) {
      await ip(`-n ${namespace} link set ${link} mtu ${String(MTU)} up`);
      await inNamespace(namespace, ['ethtool', '-K', link, 'tx', 'off', 'tso', 'off', 'gso', 'off']);
    }
    await ip(`-n ${host} addr add ${node.podGateway}/32 dev ${veth}`);
    await ip(`-n ${host} -6 addr add ${node.podGateway6}/128 dev ${veth} nodad`);
    await ip(`-n ${host} route add ${pod.ip}/32 dev ${veth}`);
    await ip(`-n ${host} -6 route add ${pod.ip6}/128 dev ${veth}`);
    await ip(`-n ${own} addr add ${pod.ip}/32 dev eth0`);
    await ip(`-n ${own} -6 addr add ${pod.ip6}/128 dev eth0 nodad`);
    await ip(`-n ${own} route add ${node.podGateway}/32 dev eth0`);
    await ip(`-n ${own} -6 route add ${node.podGateway6}/128 dev eth0`);
    await this.#introduce(host, veth, podMac(pod), [pod.ip, pod.ip6]);
    await this.#introduce(own, 'eth0', GATEWAY_MAC, [node.podGateway, node.podGateway6]);
    await ip(`-n ${own} route add default via ${node.podGateway} src ${pod.ip}`);
    await ip(`-n ${own} -6 route add default via ${node.podGateway6} src ${pod.ip6}`);
  }

  /** Tells the ends of a pod's link each other's MAC address, as OVN does: no neighbour is ever asked for. */
  async #introduce(
    namespace: string,
    link: string,
    mac: string,
    addresses: readonly string[],
  ): Promise<void> {
    for (const address of addresses) {
      await ip(`-n ${namespace} neigh replace ${address} lladdr ${mac} dev ${link} nud permanent`);
    }
  }

  /** Services and node ports by destination translation, masquerading towards the outside, and the drops. */
  async #translate(node: LabNode): Promise<void> {
    const podIp = (name: string) => this.#cluster.pods.find((pod) => pod.name === name)?.ip ?? '';
    const services = this.#cluster.services.flatMap(({ ip: address, proto, port, targetPort, pods }) =>
      pods.map((pod, index) => {
        const left = pods.length - index;
        const chance = left === 1 ? '' : `numgen random mod ${String(left)} == 0 `;
        return `ip daddr ${address} ${proto} dport ${String(port)} ${chance}dnat to ${podIp(pod)}:${String(targetPort)}`;
      }),
    );
    const nodePorts = this.#cluster.nodePorts
      .filter((entry) => entry.node === node.name)
      .map(
        (entry) =>
          `ip daddr ${node.ip} tcp dport ${String(entry.port)} dnat to ${podIp(entry.pod)}:${String(entry.targetPort)}`,
      );
    const log = this.#features.includes('pktDrop')
      ? `log group ${String(DROP_LOG_GROUP)} snaplen ${String(DROP_SNAP_BYTES)} `
      : '';
    const drops = this.#cluster.drops
      .filter((drop) => drop.node === node.name)
      .map(({ fromIp, toIp, tcpPort, percent }) => {
        const chance = percent === undefined ? '' : `numgen random mod 100 < ${String(percent)} `;
        return `ip saddr ${fromIp} ip daddr ${toIp} tcp dport ${String(tcpPort)} ${chance}${log}drop`;
      });
    const zone = this.#features.includes('packetTranslation') ? `ct zone set ${String(ZONE_ID)}` : '';
    const rules = `table ip lab {
      chain received { type filter hook prerouting priority raw;
        ${zone}
      }
      chain own { type filter hook output priority raw;
        ${zone}
      }
      chain services { type nat hook prerouting priority dstnat;
        ${[...services, ...nodePorts].join('\n')}
      }
      chain outgoing { type nat hook postrouting priority srcnat;
        ip saddr 10.128.0.0/14 oifname "${UPLINK}" ip daddr != 10.0.0.0/8 masquerade
      }
      chain blackhole { type filter hook forward priority filter;
        ${drops.join('\n')}
      }
    }`;
    await inNamespace(this.namespaceOf({ kind: 'node', node: node.name }), ['nft', rules]);
  }
}

/** The node's end of a pod's link: fifteen hexadecimal digits, as OVN-Kubernetes names them. */
export function podInterface(pod: LabPod): string {
  return createHash('sha256').update(`${pod.namespace}/${pod.name}`).digest('hex').slice(0, 15);
}

/** A pod's MAC address: `0a:58` and its IPv4 address, as OVN-Kubernetes gives them. */
export function podMac(pod: LabPod): string {
  return ['0a', '58', ...pod.ip.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))].join(
    ':',
  );
}

async function ip(args: string): Promise<void> {
  await run(['ip', ...args.split(' ')]);
}

async function inNamespace(namespace: string, command: readonly string[]): Promise<void> {
  await run(['ip', 'netns', 'exec', namespace, ...command]);
}
