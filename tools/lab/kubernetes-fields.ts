import type { Flow } from '#model/flow.ts';
import { textField } from '#model/flow.ts';

import type { LabCluster } from './cluster.ts';

/** What Kubernetes knows of an address: the fields of one end, without `Src` or `Dst`. */
type Identity = Readonly<Record<string, string>>;

/** Namespaces with these prefixes are infrastructure, as in the operator's default. */
const INFRA_PREFIXES = ['openshift-', 'kube-', 'netobserv'];

const TRANSLATED_END_FIELDS = ['Name', 'Type', 'Namespace'];

/** Directions as flowlogs-pipeline reinterprets them: at the destination's node, at the source's, or both in one. */
const FLOW_DIRECTIONS = { ingress: 0, egress: 1, inner: 2 } as const;

/**
 * Puts on a flow log what flowlogs-pipeline's enrichment does: both ends' Kubernetes fields, layer, direction.
 *
 * Translated ends are named as well. Ends outside the cluster get nothing. `FlowDirection` is absent when the reporting node is neither end's.
 */
export function kubernetesFields(cluster: LabCluster): (flow: Flow) => Flow {
  const identities = identitiesByAddress(cluster);
  return (flow) => {
    const src = identities.get(textField(flow, 'SrcAddr') ?? '');
    const dst = identities.get(textField(flow, 'DstAddr') ?? '');
    const direction = flowDirection(textField(flow, 'AgentIP'), src, dst);
    return {
      ...flow,
      ...prefixed('SrcK8S_', src),
      ...prefixed('DstK8S_', dst),
      ...translatedEnd('XlatSrc', flow, identities),
      ...translatedEnd('XlatDst', flow, identities),
      K8S_FlowLayer: [src, dst].some(isApp) ? 'app' : 'infra',
      ...(direction === undefined ? {} : { FlowDirection: direction }),
    };
  };
}

function identitiesByAddress(cluster: LabCluster): ReadonlyMap<string, Identity> {
  const identities = new Map<string, Identity>();
  for (const node of cluster.nodes) {
    const ofNode = {
      Name: node.name,
      Type: 'Node',
      OwnerName: node.name,
      OwnerType: 'Node',
      HostIP: node.ip,
      HostName: node.name,
      Zone: node.zone,
    };
    for (const address of [node.ip, node.ip6, node.podGateway, node.podGateway6]) {
      identities.set(address, ofNode);
    }
  }
  for (const pod of cluster.pods) {
    const node = cluster.nodes.find(({ name }) => name === pod.node);
    const ofPod = {
      Namespace: pod.namespace,
      Name: pod.name,
      Type: 'Pod',
      OwnerName: pod.ownerName,
      OwnerType: pod.ownerType,
      HostIP: node?.ip ?? '',
      HostName: pod.node,
      Zone: node?.zone ?? '',
    };
    identities.set(pod.ip, ofPod);
    identities.set(pod.ip6, ofPod);
  }
  for (const { namespace, name, ip } of cluster.services) {
    identities.set(ip, {
      Namespace: namespace,
      Name: name,
      Type: 'Service',
      OwnerName: name,
      OwnerType: 'Service',
    });
  }
  return identities;
}

/** Of a translated end, the pipeline's fields are name, kind and namespace alone. */
function translatedEnd(
  end: 'XlatSrc' | 'XlatDst',
  flow: Flow,
  identities: ReadonlyMap<string, Identity>,
): Flow {
  const identity = identities.get(textField(flow, `${end}Addr`) ?? '') ?? {};
  const kept = Object.entries(identity).filter(([name]) => TRANSLATED_END_FIELDS.includes(name));
  return prefixed(`${end}K8S_`, Object.fromEntries(kept));
}

function prefixed(prefix: string, identity: Identity | undefined): Flow {
  return Object.fromEntries(
    Object.entries(identity ?? {}).map(([name, value]) => [`${prefix}${name}`, value]),
  );
}

function isApp(identity: Identity | undefined): boolean {
  const namespace = identity?.['Namespace'];
  return namespace !== undefined && !INFRA_PREFIXES.some((prefix) => namespace.startsWith(prefix));
}

function flowDirection(
  agentIp: string | undefined,
  src: Identity | undefined,
  dst: Identity | undefined,
): number | undefined {
  if (agentIp === undefined) {
    return undefined;
  }
  const [srcHost, dstHost] = [src?.['HostIP'], dst?.['HostIP']];
  if (srcHost === agentIp) {
    return dstHost === agentIp ? FLOW_DIRECTIONS.inner : FLOW_DIRECTIONS.egress;
  }
  return dstHost === agentIp ? FLOW_DIRECTIONS.ingress : undefined;
}
