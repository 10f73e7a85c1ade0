import type { AddressPair } from './addresses.ts';

/** A node of the cluster, whose agent reports every five seconds at its own moment. */
export type ClusterNode = {
  /** Its place among the nodes, from 0. */
  readonly index: number;
  readonly ip: string;
  /** The MAC address of its uplink. */
  readonly mac: string;
  /** When the agent reports: so many milliseconds after every multiple of five seconds. */
  readonly phaseMs: number;
};

/** One who takes part in connections: a pod, a service, a node, or somebody outside. */
export type End = {
  readonly addresses: AddressPair;
  readonly mac: string;
  /** The node's side of a pod's veth; empty for others. */
  readonly link: string;
  /** Where it runs; services and the outside run nowhere in particular. */
  readonly node: ClusterNode | undefined;
  readonly isApp: boolean;
  /** Its Kubernetes fields as JSON, as a source and as a destination; each begins with a comma, or is empty. */
  readonly fields: { readonly src: string; readonly dst: string };
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

/** The Kubernetes fields of an end, ready to be put into a record on either side. */
export function kubernetesFields(identity: KubernetesIdentity): End['fields'] {
  const side = (prefix: string) =>
    Object.entries(identity)
      .map(([name, value]) => `,"${prefix}K8S_${name}":${JSON.stringify(value)}`)
      .join('');
  return { src: side('Src'), dst: side('Dst') };
}

/** What an end outside of the cluster has for Kubernetes fields. */
export const NO_FIELDS: End['fields'] = { src: '', dst: '' };

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
