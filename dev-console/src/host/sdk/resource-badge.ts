/** The colours that the console has for badges of kinds, as class names of the style sheet. */
type BadgeColor = 'workload' | 'pod' | 'service' | 'node' | 'namespace' | 'other';

type Badge = { readonly text: string; readonly color: BadgeColor };

const BADGES: ReadonlyMap<string, Badge> = new Map([
  ['CronJob', { text: 'CJ', color: 'workload' }],
  ['DaemonSet', { text: 'DS', color: 'workload' }],
  ['Deployment', { text: 'D', color: 'workload' }],
  ['DeploymentConfig', { text: 'DC', color: 'workload' }],
  ['Job', { text: 'J', color: 'workload' }],
  ['Namespace', { text: 'NS', color: 'namespace' }],
  ['Node', { text: 'N', color: 'node' }],
  ['Pod', { text: 'P', color: 'pod' }],
  ['Project', { text: 'PR', color: 'namespace' }],
  ['ReplicaSet', { text: 'RS', color: 'workload' }],
  ['Service', { text: 'S', color: 'service' }],
  ['StatefulSet', { text: 'SS', color: 'workload' }],
]);

/** Letters and colour of a kind's badge; for a kind that the console does not know, up to four of its capitals. */
export function badgeOf(kind: string): Badge {
  return BADGES.get(kind) ?? { text: kind.replace(/[^A-Z]/g, '').slice(0, 4), color: 'other' };
}
