import type { JsonValue, TrafficRecord } from '../flow.ts';
import { textField } from '../flow.ts';

/**
 * Where an address names one end: a cluster, and in it a network, since two clusters, and two user-defined networks of
 * one cluster, may give the same addresses to other pods. Empty where a record does not say.
 */
export type AddressSpace = { readonly cluster: string; readonly network: string };

/** What the pods' own network is called, by the field that names it. */
const DEFAULT_NETWORKS: ReadonlySet<string> = new Set(['default', 'primary']);
const DEFAULT_NETWORK = 'default';

/**
 * The address space of a flow or an event.
 *
 * Networks are told by `SrcK8S_NetworkName` and `DstK8S_NetworkName`, else by `Udns`, a name for each interface that was
 * passed, or `UdnId`: of several the one that is not the pods' own network, whichever way the flow goes.
 */
export function addressSpaceOf(record: TrafficRecord): AddressSpace {
  return { cluster: textField(record, 'K8S_ClusterName') ?? '', network: networkOf(record) };
}

/** The network of a flow or an event; empty where it does not say. */
export function networkOf(record: TrafficRecord): string {
  const source = record['SrcK8S_NetworkName'];
  const destination = record['DstK8S_NetworkName'];
  const named = isNamed(source) || isNamed(destination) ? [source, destination] : undefined;
  const told = named ?? record['Udns'] ?? record['UdnId'];
  return told === undefined || told === null ? '' : networkAmong(Array.isArray(told) ? told : [told]);
}

/** Whether two records may speak of the same connection, if all else is the same: what one does not say is anything. */
export function isSameSpace(one: AddressSpace, other: AddressSpace): boolean {
  return (
    one.cluster === other.cluster &&
    (one.network === other.network || one.network === '' || other.network === '')
  );
}

function isNamed(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

function networkAmong(names: readonly (JsonValue | undefined)[]): string {
  let found = '';
  for (const name of names) {
    if (typeof name !== 'string' || name === '') {
      continue;
    }
    const network = DEFAULT_NETWORKS.has(name) ? DEFAULT_NETWORK : name;
    if (found === '' || found === DEFAULT_NETWORK || (network !== DEFAULT_NETWORK && network < found)) {
      found = network;
    }
  }
  return found;
}
