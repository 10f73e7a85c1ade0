import type { IpVersion } from '../cluster/addresses.ts';
import type { Application } from './application.ts';
import { DNS, INGRESS_HTTPS, OUTSIDE_HTTPS, PROBE, SCRAPE, STATSD } from './application.ts';
import type { Cluster, Workload } from '../cluster/cluster.ts';
import { at, lognormal, pickFrom, WeightedChoice } from '../chance/distributions.ts';
import { answerFields, failingAnswerFields } from './dns.ts';
import type { End } from './end.ts';
import { fail, ignore } from './failure.ts';
import type { Habits } from './habits.ts';
import { formHabits } from './habits.ts';
import type { ConnectionPlan, Route } from '../reports/observation.ts';
import type { GeneratorOptions } from '../options.ts';
import { Random } from '../chance/random.ts';
import type { Occasion } from './talk.ts';
import { askUdp, ping, talkTcp, tellUdp } from './talk.ts';
import type { Traffic } from './traffic.ts';
import { endMs } from './traffic.ts';

/** Kinds of occasions, and how many of a hundred are of each. */
const KINDS = [
  ['call', 52],
  ['egress', 9],
  ['ingress', 9],
  ['scrape', 10],
  ['probe', 10],
  ['measure', 5],
  ['ping', 3],
  ['time', 2],
] as const;

/** Chance that a name is looked up before a connection, and how long before. */
const LOOKUP_CHANCE = { call: 0.3, egress: 0.6 } as const;
const LOOKUP_MS = 30;
/** Chance that a 5-tuple is used for another connection once the first is over, and how much later. */
const REUSE_CHANCE = 0.01;
const REUSE_AFTER_MS = { least: 15_000, spread: 75_000 } as const;
/** Chance that a call goes to a pod itself, not to its service, when its pods have names of their own. */
const DIRECT_CHANCE = 0.4;
/** Share of failing lookups that nobody answers. */
const UNANSWERED_LOOKUPS = 0.2;

const NTP = { ...DNS, name: 'ntp', servicePort: 123, podPort: 123, requestBytes: 48 };
const ECHO = { v4: { request: 8, reply: 0 }, v6: { request: 128, reply: 129 } } as const;

/** Typical round-trip times in microseconds, and how far they vary. */
const RTT_US = { near: 40, far: 600, outside: 20_000 } as const;
const RTT_SIGMA = 0.5;

/** Decides who connects to whom, when asked: the cluster's habits, and the chance of the moment. */
export class Mix {
  readonly #random: Random;
  readonly #options: GeneratorOptions;
  readonly #cluster: Cluster;
  readonly #habits: Habits;
  readonly #kinds = new WeightedChoice(KINDS, ([, parts]) => parts);

  constructor(cluster: Cluster, options: GeneratorOptions) {
    this.#habits = formHabits(cluster, Random.of(options.seed, 2));
    this.#random = Random.of(options.seed, 3);
    this.#options = options;
    this.#cluster = cluster;
  }

  /** What begins when something begins: one connection, or several that belong together. */
  open(startMs: number): ConnectionPlan[] {
    const [kind] = this.#kinds.pick(this.#random);
    const { infra, servers } = this.#habits;
    const random = this.#random;
    const pod = () => pickFrom(random, this.#habits.pods);
    switch (kind) {
      case 'call':
        return this.#call(startMs);
      case 'egress':
        return this.#egress(startMs);
      case 'ingress':
        return this.#ingress(startMs);
      case 'scrape':
        return this.#talk(startMs, SCRAPE, podRoute(pickFrom(random, infra.prometheus.pods), pod(), SCRAPE));
      case 'probe':
        return this.#probe(startMs, pod());
      case 'measure':
        return this.#measure(startMs, pod());
      case 'ping':
        return this.#ping(startMs, pod(), pod());
      case 'time':
        return this.#askTime(startMs, pod(), servers.pick(random).end);
    }
  }

  #call(startMs: number): ConnectionPlan[] {
    const random = this.#random;
    const { workload, callees } = this.#habits.callers.pick(random);
    const callee = callees.pick(random);
    const client = pickFrom(random, workload.pods);
    const isDirect = callee.plan.ownerType === 'StatefulSet' && random.happens(DIRECT_CHANCE);
    const route = isDirect
      ? podRoute(client, pickFrom(random, callee.pods), callee.application)
      : serviceRoute(client, callee, random);
    return [
      ...(random.happens(LOOKUP_CHANCE.call) ? this.#lookUp(startMs, client, callee.dnsName) : []),
      ...this.#talk(startMs + LOOKUP_MS, callee.application, route),
    ];
  }

  #egress(startMs: number): ConnectionPlan[] {
    const random = this.#random;
    const client = pickFrom(random, this.#habits.callers.pick(random).workload.pods);
    const { end, dnsName } = this.#habits.servers.pick(random);
    return [
      ...(random.happens(LOOKUP_CHANCE.egress) ? this.#lookUp(startMs, client, dnsName) : []),
      ...this.#talk(startMs + LOOKUP_MS, OUTSIDE_HTTPS, this.#outward(client, end, OUTSIDE_HTTPS)),
    ];
  }

  /** A client outside asks a router, which asks a website. */
  #ingress(startMs: number): ConnectionPlan[] {
    const random = this.#random;
    const client = pickFrom(random, this.#cluster.clients);
    const router = pickFrom(random, this.#habits.infra.router.pods);
    const serverHost = at(this.#cluster.nodes, router.node?.index ?? 0);
    const website = this.#habits.websites.pick(random);
    return [
      ...this.#talk(startMs, INGRESS_HTTPS, {
        kind: 'ingress',
        client,
        server: router,
        serverHost,
        port: 443,
      }),
      ...this.#talk(
        startMs + 1,
        website.application,
        podRoute(router, pickFrom(random, website.pods), website.application),
      ),
    ];
  }

  #probe(startMs: number, server: End): ConnectionPlan[] {
    const client = at(this.#cluster.nodes, server.node?.index ?? 0);
    return this.#talk(startMs, PROBE, { kind: 'probe', client, server, port: PROBE.podPort });
  }

  #measure(startMs: number, client: End): ConnectionPlan[] {
    const route = serviceRoute(client, this.#habits.infra.statsd, this.#random);
    const occasion = this.#occasion(startMs, route);
    return this.#connect(route, occasion, tellUdp(STATSD, occasion, this.#random));
  }

  #ping(startMs: number, client: End, server: End): ConnectionPlan[] {
    if (client === server) {
      return this.#probe(startMs, server);
    }
    const occasion = this.#occasion(startMs, podRoute(client, server, PROBE));
    const { request, reply } = ECHO[occasion.version];
    const route: Route = { kind: 'pods', client, server, port: reply };
    const plan = this.#withFate({
      route,
      srcPort: request,
      traffic: ping(occasion, this.#random),
      version: occasion.version,
    });
    return [plan];
  }

  #askTime(startMs: number, client: End, server: End): ConnectionPlan[] {
    const route = this.#outward(client, server, NTP);
    const occasion = this.#occasion(startMs, route);
    return this.#connect(route, occasion, askUdp(NTP, occasion, this.#random));
  }

  /** A question to the name server of the client's node, a moment before it connects. */
  #lookUp(startMs: number, client: End, name: string): ConnectionPlan[] {
    const random = this.#random;
    const { infra, nameServers } = this.#habits;
    const server = at(nameServers, client.node?.index ?? 0);
    const route: Route = {
      kind: 'service',
      client,
      service: infra.dns.service,
      server,
      servicePort: DNS.servicePort,
      port: DNS.podPort,
    };
    const occasion = this.#occasion(startMs, route);
    const { version } = occasion;
    const isFailing = random.happens(this.#options.failures);
    const fields = isFailing ? failingAnswerFields(name, random) : answerFields(name, random);
    const answered = askUdp(DNS, occasion, random, fields);
    const traffic = isFailing && random.happens(UNANSWERED_LOOKUPS) ? ignore(answered).traffic : answered;
    return [{ route, srcPort: client.ports.next(), traffic, version }];
  }

  /** TCP; what would connect a pod to itself connects nothing. */
  #talk(startMs: number, application: Application, route: Route): ConnectionPlan[] {
    if (route.client === route.server) {
      return [];
    }
    const occasion = this.#occasion(startMs, route);
    return this.#connect(route, occasion, talkTcp(application, occasion, this.#random));
  }

  #connect(route: Route, { version }: Occasion, traffic: Traffic): ConnectionPlan[] {
    const ports = route.kind === 'egress' ? route.clientHost.ports : route.client.ports;
    const plan = { route, srcPort: ports.next(), version };
    const first = this.#withFate({ ...plan, traffic });
    if (!this.#random.happens(REUSE_CHANCE)) {
      return [first];
    }
    const pauseMs = REUSE_AFTER_MS.least + this.#random.below(REUSE_AFTER_MS.spread);
    const again = { ...traffic, seed: this.#random.uint32(), startMs: endMs(first.traffic) + pauseMs };
    return [first, this.#withFate({ ...plan, traffic: again })];
  }

  #withFate(plan: ConnectionPlan): ConnectionPlan {
    return this.#random.happens(this.#options.failures)
      ? { ...plan, ...fail(plan.traffic, this.#random) }
      : plan;
  }

  #outward(client: End, server: End, { servicePort }: Application): Route {
    const clientHost = at(this.#cluster.nodes, client.node?.index ?? 0);
    return { kind: 'egress', client, clientHost, server, port: servicePort };
  }

  #occasion(startMs: number, { client, server }: Route): Occasion {
    const version: IpVersion = this.#random.happens(this.#options.ipv6) ? 'v6' : 'v4';
    const distance =
      client.node === undefined || server.node === undefined
        ? 'outside'
        : client.node === server.node
          ? 'near'
          : 'far';
    return { startMs, version, rttUs: Math.ceil(lognormal(this.#random, RTT_US[distance], RTT_SIGMA)) };
  }
}

function podRoute(client: End, server: End, { podPort }: Application): Route {
  return { kind: 'pods', client, server, port: podPort };
}

function serviceRoute(client: End, { service, pods, application }: Workload, random: Random): Route {
  const { servicePort, podPort } = application;
  return { kind: 'service', client, service, server: pickFrom(random, pods), servicePort, port: podPort };
}
