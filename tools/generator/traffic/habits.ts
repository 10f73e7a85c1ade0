import { assert } from '#model/lib/assert.ts';

import { APPLICATIONS } from './application.ts';
import type { Cluster, OutsideServer, Workload } from '../cluster/cluster.ts';
import { at, pickFrom, WeightedChoice, zipfWeights } from '../chance/distributions.ts';
import type { End } from './end.ts';
import { INFRA } from './plan.ts';
import type { Random } from '../chance/random.ts';

/** A workload that calls others, the one it calls most often first. */
export type Caller = {
  readonly workload: Workload;
  readonly callees: WeightedChoice<Workload>;
};

/** What stays the same in a cluster: who calls whom, and what is popular. */
export type Habits = {
  readonly callers: WeightedChoice<Caller>;
  /** What clients outside ask for. */
  readonly websites: WeightedChoice<Workload>;
  readonly servers: WeightedChoice<OutsideServer>;
  readonly pods: readonly End[];
  readonly infra: Readonly<Record<keyof typeof INFRA, Workload>>;
  /** The name server of each node, by the node's index. */
  readonly nameServers: readonly End[];
};

/** Zipf exponents: few services get most calls, few workloads make most. */
const POPULARITY = 1;
const ACTIVITY = 0.6;

const MOST_CALLEES = 5;
/** Chance that a workload that is called is of the caller's namespace. */
const AT_HOME = 0.6;
/** How often a choice is made again when it falls on the caller itself. */
const TRIES = 20;

/** Forms the habits of a cluster, by chance. */
export function formHabits({ workloads, servers }: Cluster, random: Random): Habits {
  const infra = infraOf(workloads);
  const cluster = new Set(Object.values(infra));
  const apps = shuffled(
    workloads.filter((workload) => !cluster.has(workload)),
    random,
  );
  const popular = byZipf([...apps, infra.api, infra.registry], POPULARITY);
  const callers = [...apps, infra.api, infra.registry, infra.pipeline, infra.prometheus];
  const atHome = byNamespace(apps);
  const websites = apps.filter(({ application }) => application === APPLICATIONS[0]);
  return {
    callers: byZipf(
      callers.map((workload) => {
        const neighbours = atHome.get(workload.plan.namespace) ?? [];
        return { workload, callees: calleesOf(workload, { neighbours, popular, infra }, random) };
      }),
      ACTIVITY,
    ),
    websites: byZipf(websites.length === 0 ? apps : websites, POPULARITY),
    servers: byZipf(servers, POPULARITY),
    pods: workloads.flatMap(({ pods }) => pods),
    infra,
    nameServers: infra.dns.pods,
  };
}

function calleesOf(
  workload: Workload,
  others: {
    readonly neighbours: readonly Workload[];
    readonly popular: WeightedChoice<Workload>;
    readonly infra: Habits['infra'];
  },
  random: Random,
): WeightedChoice<Workload> {
  const { neighbours, popular, infra } = others;
  const callees = new Set<Workload>();
  const wanted = 1 + random.below(MOST_CALLEES);
  for (let attempt = 0; attempt < TRIES && callees.size < wanted; attempt++) {
    const isAtHome = neighbours.length > 1 && random.happens(AT_HOME);
    const callee = isAtHome ? pickFrom(random, neighbours) : popular.pick(random);
    if (callee !== workload) {
      callees.add(callee);
    }
  }
  if (callees.size === 0) {
    callees.add(workload === infra.api ? infra.registry : infra.api);
  }
  return byZipf([...callees], POPULARITY);
}

function byNamespace(workloads: readonly Workload[]): ReadonlyMap<string, readonly Workload[]> {
  const groups = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const group = groups.get(workload.plan.namespace) ?? [];
    group.push(workload);
    groups.set(workload.plan.namespace, group);
  }
  return groups;
}

function infraOf(workloads: readonly Workload[]): Habits['infra'] {
  const find = (name: keyof typeof INFRA) => {
    const found = workloads.find(({ plan }) => plan === INFRA[name]);
    assert(found !== undefined, "the cluster's own workloads are among its workloads");
    return found;
  };
  return {
    dns: find('dns'),
    router: find('router'),
    prometheus: find('prometheus'),
    statsd: find('statsd'),
    api: find('api'),
    registry: find('registry'),
    pipeline: find('pipeline'),
  };
}

/** The same in another order: the shuffle of Fisher and Yates. */
function shuffled<T>(elements: readonly T[], random: Random): readonly T[] {
  const order = [...elements];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [order[last], order[other]] = [at(order, other), at(order, last)];
  }
  return order;
}

function byZipf<T>(choices: readonly T[], exponent: number): WeightedChoice<T> {
  const weights = zipfWeights(choices.length, exponent);
  return new WeightedChoice(choices, (_, rank) => at(weights, rank));
}
