import type { Flow } from '#model/flow.ts';

import { Claims } from './claims.ts';
import { DnsTracker } from './dns-tracker.ts';
import { Fragments } from './fragments.ts';
import type { OpenFlow, Sighting } from './flow-log.ts';
import { flowLog } from './flow-log.ts';
import type { Packet } from './packet.ts';
import { ETHER_TYPES } from './packet.ts';
import { RttTracker } from './rtt-tracker.ts';
import { tcpFlagClass } from './tcp-flags.ts';

/** How the agent of one node is set up. */
export type MeterOptions = {
  /** The node's address: `AgentIP` of its flow logs. Absent where it is not known. */
  readonly agentIp?: string;
  /** One of the instants of eviction, in microseconds since 1970; the others are whole periods away. */
  readonly evictionPhaseUs: number;
  /** The agent's `CACHE_ACTIVE_TIMEOUT`; 5 s when absent. */
  readonly evictionPeriodUs?: number;
  /** From eviction until the flow log reaches the pipeline: what `TimeReceived` is later by. 0 when absent. */
  readonly deliveryUs?: number;
  /** Interfaces with a socket right behind them (a pod's): round trip times are measured there. None when absent. */
  readonly socketInterfaces?: ReadonlySet<string>;
};

const DEFAULT_PERIOD_US = 5_000_000;
/** The agent's map holds this many interfaces of a flow; later ones are not noted. */
const MAX_SIGHTINGS = 6;

/**
 * Turns the packets that one node sees into flow logs, as NetObserv's eBPF agent does.
 *
 * One flow log per 5-tuple and eviction (every 5 s), whatever the interfaces: a packet that passes two of them
 * counts where the flow was seen first, the other one is only noted in `Interfaces`. Directions are flows of
 * their own. Fragments belong to the flow of their first one. Streaming: holds what is open, no more. Laws: every packet counts in exactly one flow log; sums over
 * the flow logs are sums over the packets; `Flags` is the OR of the packets' classes.
 */
export class Meter {
  readonly #options: MeterOptions;
  readonly #periodUs: number;
  readonly #rtt = new RttTracker();
  readonly #dns = new DnsTracker();
  readonly #claims = new Claims();
  readonly #fragments = new Fragments();
  #open = new Map<string, OpenFlow>();
  #evictionUs: number | undefined;

  constructor(options: MeterOptions) {
    this.#options = options;
    this.#periodUs = options.evictionPeriodUs ?? DEFAULT_PERIOD_US;
  }

  /**
   * Takes the next packet of the node; returns the flow logs that were due before it.
   *
   * Packets come in the order of their time; one that is late by less than a period joins the open flows.
   */
  push(packet: Packet): readonly Flow[] {
    const due = this.#evictBefore(packet.timeUs);
    if (packet.etherType === ETHER_TYPES.ipv4 || packet.etherType === ETHER_TYPES.ipv6) {
      this.#countAll(this.#fragments.take(packet));
    }
    return due;
  }

  /** One of several captures has ended, with a packet of this instant: the others count what it counted. */
  endObserver(observer: string | undefined, lastUs: number): void {
    this.#claims.end(observer, lastUs);
  }

  /** The flow logs of everything that is still open: the recording ends. */
  flush(): readonly Flow[] {
    return this.#evictionUs === undefined ? [] : this.#evict(this.#evictionUs);
  }

  #evictBefore(timeUs: number): readonly Flow[] {
    const evictionUs = this.#evictionUs;
    if (evictionUs !== undefined && timeUs < evictionUs) {
      return [];
    }
    const elapsed = Math.floor((timeUs - this.#options.evictionPhaseUs) / this.#periodUs);
    this.#evictionUs = this.#options.evictionPhaseUs + (elapsed + 1) * this.#periodUs;
    return evictionUs === undefined ? [] : this.#evict(evictionUs);
  }

  #countAll(packets: readonly Packet[]): void {
    for (const packet of packets) {
      this.#count(packet);
    }
  }

  #count(packet: Packet): void {
    const key = flowKey(packet);
    const countedAt = this.#claims.countedAt(key, packet);
    const flow = this.#openFlow(key, packet);
    noteSighting(flow.seenAt, packet);
    this.#measure(flow, packet);
    if (!isSameSighting(countedAt, packet)) {
      return;
    }
    flow.startUs = flow.packets === 0 ? packet.timeUs : Math.min(flow.startUs, packet.timeUs);
    flow.endUs = flow.packets === 0 ? packet.timeUs : Math.max(flow.endUs, packet.timeUs);
    flow.packets += 1;
    flow.bytes += packet.bytes;
    flow.linkBytes += packet.linkBytes;
    flow.flags |= packet.tcp === undefined ? 0 : tcpFlagClass(packet.tcp.flags);
  }

  /** Round trip time (the longest of the window) and DNS answer (the slowest), wherever the packet is seen. */
  #measure(flow: OpenFlow, packet: Packet): void {
    if (packet.interface !== undefined && this.#options.socketInterfaces?.has(packet.interface) === true) {
      const rttUs = this.#rtt.observe(packet);
      flow.rttUs = rttUs === undefined ? flow.rttUs : Math.max(rttUs, flow.rttUs ?? 0);
    }
    const answer = this.#dns.observe(packet);
    if (answer !== undefined && answer.latencyUs >= (flow.dns?.latencyUs ?? 0)) {
      flow.dns = answer;
    }
  }

  #openFlow(key: string, first: Packet): OpenFlow {
    const known = this.#open.get(key);
    if (known !== undefined) {
      return known;
    }
    const flow: OpenFlow = {
      first,
      seenAt: [],
      startUs: first.timeUs,
      endUs: first.timeUs,
      bytes: 0,
      linkBytes: 0,
      packets: 0,
      flags: 0,
      rttUs: undefined,
      dns: undefined,
    };
    this.#open.set(key, flow);
    return flow;
  }

  /**
   * Closes all open flows. A 5-tuple without a packet in this window forgets where it was counted; one that was
   * only seen elsewhere (its last packet passed the second interface after the eviction) leaves no flow log.
   */
  #evict(evictionUs: number): readonly Flow[] {
    this.#countAll(this.#fragments.release());
    const flows = [...this.#open.values()].filter((flow) => flow.packets > 0);
    this.#claims.keepOnly((key) => (this.#open.get(key)?.packets ?? 0) > 0);
    this.#open = new Map();
    this.#rtt.forgetIdle(evictionUs);
    this.#dns.forgetIdle(evictionUs);
    this.#fragments.forgetIdle(evictionUs);
    const receivedUs = evictionUs + (this.#options.deliveryUs ?? 0);
    return flows.map((flow) => flowLog(flow, { agentIp: this.#options.agentIp, receivedUs }));
  }
}

function flowKey(packet: Packet): string {
  return [
    packet.proto,
    packet.srcAddr,
    packet.srcPort,
    packet.dstAddr,
    packet.dstPort,
    packet.icmp?.type,
    packet.icmp?.code,
  ].join(' ');
}

function isSameSighting(one: Sighting, other: Sighting): boolean {
  return (
    one.observer === other.observer && one.interface === other.interface && one.direction === other.direction
  );
}

function noteSighting(seenAt: Sighting[], packet: Packet): void {
  const isNew = !seenAt.some((sighting) => isSameSighting(sighting, packet));
  if (isNew && seenAt.length < MAX_SIGHTINGS) {
    seenAt.push({ observer: packet.observer, interface: packet.interface, direction: packet.direction });
  }
}
