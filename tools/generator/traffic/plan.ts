import type { Application } from './application.ts';
import { API, APPLICATIONS, DNS, INGRESS_HTTPS, OUTSIDE_HTTPS, SCRAPE, STATSD } from './application.ts';
import { lognormal, WeightedChoice } from '../chance/distributions.ts';
import { namespaceName, workloadName } from '../cluster/names.ts';
import type { GeneratorOptions } from '../options.ts';
import type { Random } from '../chance/random.ts';

/** A workload before it runs; a DaemonSet has a pod on every node, whatever its replicas say. */
export type WorkloadPlan = {
  readonly namespace: string;
  readonly name: string;
  readonly ownerType: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly replicas: number;
  readonly application: Application;
};

/** The cluster's own workloads, in six namespaces; name servers first. */
export const INFRA = {
  dns: infra('openshift-dns', 'dns-default', 'DaemonSet', DNS),
  router: infra('openshift-ingress', 'router-default', 'Deployment', INGRESS_HTTPS),
  prometheus: infra('openshift-monitoring', 'prometheus-k8s', 'StatefulSet', SCRAPE),
  statsd: infra('openshift-monitoring', 'statsd-exporter', 'Deployment', STATSD),
  api: infra('openshift-apiserver', 'apiserver', 'Deployment', API),
  registry: infra('openshift-image-registry', 'image-registry', 'Deployment', OUTSIDE_HTTPS),
  pipeline: infra('netobserv', 'flowlogs-pipeline', 'DaemonSet', SCRAPE),
} as const;

/** How many namespaces are the cluster's own. */
export const INFRA_NAMESPACES = new Set(Object.values(INFRA).map(({ namespace }) => namespace)).size;

/** Deviation of the sizes of namespaces: the largest of fifty has about ten times the median. */
const NAMESPACE_SIGMA = 1;

/** The cluster's own workloads, then the applications', namespace by namespace. */
export function planWorkloads(options: GeneratorOptions, random: Random): WorkloadPlan[] {
  const count = options.namespaces - INFRA_NAMESPACES;
  const sizes = Array.from({ length: count }, () => lognormal(random, 1, NAMESPACE_SIGMA));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const podsOf = (size: number) => Math.max(1, Math.floor((size / total) * count * options.podsPerNamespace));
  return [
    ...Object.values(INFRA),
    ...sizes.flatMap((size, index) => planNamespace(namespaceName(index), podsOf(size), random)),
  ];
}

const APPLICATION_CHOICE = new WeightedChoice<Application>(APPLICATIONS, (_, rank) => 1 / (rank + 1));

/** Spreads a namespace's pods over workloads of one to five replicas. */
function planNamespace(namespace: string, pods: number, random: Random): WorkloadPlan[] {
  const plans: WorkloadPlan[] = [];
  const first = random.below(1_000);
  for (let rest = pods; rest > 0;) {
    const replicas = Math.min(rest, 1 + random.below(5));
    const application = APPLICATION_CHOICE.pick(random);
    plans.push({
      namespace,
      name: workloadName(plans.length, first),
      ownerType: application.podPort === 8080 || application.podPort === 9000 ? 'Deployment' : 'StatefulSet',
      replicas,
      application,
    });
    rest -= replicas;
  }
  return plans;
}

function infra(
  namespace: string,
  name: string,
  ownerType: WorkloadPlan['ownerType'],
  application: Application,
): WorkloadPlan {
  return { namespace, name, ownerType, replicas: 2, application };
}
