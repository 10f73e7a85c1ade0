import type { AddressPair, IpVersion } from '../cluster/addresses.ts';
import type { Fragment } from '../reports/lines.ts';
import { EMPTY, fragment } from '../reports/lines.ts';

/** A field that both ends have, as JSON with a comma before it: for the source, and for the destination. */
export type EndField = { readonly src: Fragment; readonly dst: Fragment };

/** A node of the cluster, whose agent reports every five seconds at its own moment. */
export type ClusterNode = {
  /** Its place among the nodes, from 0. */
  readonly index: number;
  /** `AgentIP` of its agent's flow logs. */
  readonly agent: Fragment;
  /** The MAC address of its uplink. */
  readonly mac: EndField;
  /** When the agent reports: so many milliseconds after every multiple of five seconds. */
  readonly phaseMs: number;
};

/** One who takes part in connections: a pod, a service, a node, or somebody outside. */
export type End = {
  readonly addresses: Readonly<Record<IpVersion, EndField>>;
  readonly mac: EndField;
  /** The node's side of a pod's veth; without a name for others. */
  readonly link: Link;
  /** Where it runs; services and the outside run nowhere in particular. */
  readonly node: ClusterNode | undefined;
  readonly isApp: boolean;
  /** Its Kubernetes fields; empty outside. */
  readonly fields: EndField;
  readonly ports: EphemeralPorts;
};

/** What Kubernetes knows of an end; the names are those of the fields without `SrcK8S_` or `DstK8S_`. */
export type KubernetesIdentity = {
  readonly Namespace?: string;
  readonly Name: string;
  readonly Type: 'Pod' | 'Service' | 'Node';
  readonly OwnerName: string;
  readonly OwnerType: string;
  readonly HostIP?: string;
  readonly HostName?: string;
  readonly Zone?: string;
};

/** A network interface in `Interfaces`: as the first of them, or as the second and last. */
export type Link = { readonly first: Fragment; readonly second: Fragment };

/** The interface of a name. */
export function makeLink(name: string): Link {
  return {
    first: fragment(`,"Interfaces":["${name}"`),
    second: fragment(`,"${name}"],"IfDirections":[0,1]`),
  };
}

/** A MAC address as a field. */
export function makeMac(mac: string): EndField {
  return { src: fragment(`,"SrcMac":"${mac}"`), dst: fragment(`,"DstMac":"${mac}"`) };
}

/** Addresses as fields. */
export function makeAddresses({ v4, v6 }: AddressPair): End['addresses'] {
  const field = (address: string): EndField => ({
    src: fragment(`,"SrcAddr":"${address}"`),
    dst: fragment(`,"DstAddr":"${address}"`),
  });
  return { v4: field(v4), v6: field(v6) };
}

/** The Kubernetes fields of an end, ready to be put into a record on either side. */
export function kubernetesFields(identity: KubernetesIdentity): EndField {
  const side = (prefix: string) =>
    fragment(
      Object.entries(identity)
        .map(([name, value]) => `,"${prefix}K8S_${name}":${JSON.stringify(value)}`)
        .join(''),
    );
  return { src: side('Src'), dst: side('Dst') };
}

/** What an end outside of the cluster has for Kubernetes fields. */
export const NO_FIELDS: EndField = { src: EMPTY, dst: EMPTY };

/** Namespaces with these prefixes are the cluster's own. */
const INFRA_PREFIXES = ['openshift-', 'netobserv'];

/** Whether a namespace belongs to an application rather than to the cluster. */
export function isAppNamespace(namespace: string): boolean {
  return !INFRA_PREFIXES.some((prefix) => namespace.startsWith(prefix));
}

const FIRST_PORT = 32_768;
const PORT_COUNT = 60_999 - FIRST_PORT + 1;

/**
 * The ports an end connects from: Linux' default range, one after the other from some place in it.
 *
 * A port comes back after all others have been used, so 5-tuples repeat only over a long time.
 */
export class EphemeralPorts {
  #used: number;

  /** Begins so far into the range. */
  constructor(offset: number) {
    this.#used = offset;
  }

  /** The next port. */
  next(): number {
    return FIRST_PORT + (this.#used++ % PORT_COUNT);
  }
}
