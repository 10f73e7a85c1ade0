/** Which API a kind belongs to, as the console names it. */
export type GroupVersionKind = {
  readonly group?: string;
  readonly version: string;
  readonly kind: string;
};

/** The kinds that own an end of a connection, with their API group and version. */
const KINDS: ReadonlyMap<string, GroupVersionKind> = new Map(
  [
    { version: 'v1', kind: 'Namespace' },
    { version: 'v1', kind: 'Node' },
    { version: 'v1', kind: 'Pod' },
    { version: 'v1', kind: 'Service' },
    { group: 'apps', version: 'v1', kind: 'DaemonSet' },
    { group: 'apps', version: 'v1', kind: 'Deployment' },
    { group: 'apps', version: 'v1', kind: 'ReplicaSet' },
    { group: 'apps', version: 'v1', kind: 'StatefulSet' },
    { group: 'apps.openshift.io', version: 'v1', kind: 'DeploymentConfig' },
    { group: 'batch', version: 'v1', kind: 'CronJob' },
    { group: 'batch', version: 'v1', kind: 'Job' },
    { group: 'gateway.networking.k8s.io', version: 'v1', kind: 'Gateway' },
    { group: 'k8s.ovn.org', version: 'v1', kind: 'ClusterUserDefinedNetwork' },
    { group: 'k8s.ovn.org', version: 'v1', kind: 'UserDefinedNetwork' },
    { group: 'kubevirt.io', version: 'v1', kind: 'VirtualMachine' },
    { group: 'kubevirt.io', version: 'v1', kind: 'VirtualMachineInstance' },
  ].map((gvk) => [gvk.kind, gvk]),
);

/** The API of a kind that a record names; nothing for a kind the console could not have a page for. */
export function groupVersionKind(kind: string): GroupVersionKind | undefined {
  return KINDS.get(kind);
}
