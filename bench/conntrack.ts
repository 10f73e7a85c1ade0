import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { Flow } from '#model/flow.ts';

import { productionConfig } from '../mock-server/src/conntrack/config/production-config.ts';
import { Conntrack } from '../mock-server/src/conntrack/conntrack.ts';
import { IdentityReader } from '../mock-server/src/conntrack/identity/identity-reader.ts';

const FLOWS = 1_000_000;
const OPEN_CONNECTIONS = 50_000;
const BATCH = 1_000;
const RUNS = 5;
const MS_PER_BATCH = 20;
const START_MS = 1_700_000_000_000;
const AFTERWARDS_MS = START_MS + 1e9;
const FIN = 0x01;
const SYN_ACK = 0x100;
const FIN_SHARE = 0.02;
const TCP = 6;
const UDP = 17;
const TWO_21 = 2 ** 21;

const CONFIG = productionConfig({
  logTypes: 'Conversations',
  heartbeatMs: 30_000,
  endTimeoutMs: 10_000,
  terminatingTimeoutMs: 5_000,
  features: ['PacketDrop', 'DNSTracking', 'FlowRTT'],
});

/** A pseudo-random number generator (mulberry32), so that every run measures the same flows. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Peer = {
  readonly SrcAddr: string;
  readonly SrcPort: number;
  readonly DstAddr: string;
  readonly DstPort: number;
  readonly Proto: number;
};

/**
 * A stream as the agent sends it: flows of many open connections in both directions, some of which end and
 * make room for new ones; parsed from JSON, as flows in a server are.
 */
function makeBatches(random: () => number): readonly (readonly Flow[])[] {
  const pick = (count: number) => Math.floor(random() * count);
  const address = () => `10.${128 + pick(4)}.${pick(16)}.${pick(250) + 2}`;
  const makePeer = (): Peer => ({
    SrcAddr: address(),
    SrcPort: 32_768 + pick(28_000),
    DstAddr: address(),
    DstPort: [53, 80, 443, 6379, 8080, 8443, 9090][pick(7)] ?? 443,
    Proto: random() < 0.8 ? TCP : UDP,
  });
  const peers = Array.from({ length: OPEN_CONNECTIONS }, makePeer);
  const makeFlow = (timeMs: number): Flow => {
    const index = pick(OPEN_CONNECTIONS);
    const peer = peers[index] ?? makePeer();
    const isReply = random() < 0.5;
    const isEnd = peer.Proto === TCP && random() < FIN_SHARE;
    if (isEnd) {
      peers[index] = makePeer();
    }
    return {
      ...(isReply ? reverse(peer) : peer),
      Bytes: 60 + pick(100_000),
      Packets: 1 + pick(100),
      TimeFlowStartMs: timeMs - pick(5_000),
      TimeFlowEndMs: timeMs,
      TimeReceived: Math.floor(timeMs / 1_000),
      AgentIP: `192.168.0.${pick(8) + 1}`,
      Etype: 2048,
      Dscp: 0,
      ...(peer.Proto === TCP ? { Flags: isEnd ? FIN : isReply ? SYN_ACK : 0x10 } : {}),
      ...(random() < 0.5 ? { TimeFlowRttNs: pick(10_000_000) } : {}),
    };
  };
  return Array.from({ length: FLOWS / BATCH }, (_, batch) => {
    const flows = Array.from({ length: BATCH }, () => makeFlow(START_MS + batch * MS_PER_BATCH));
    return JSON.parse(JSON.stringify(flows)) as Flow[];
  });
}

function reverse({ SrcAddr, SrcPort, DstAddr, DstPort, Proto }: Peer): Peer {
  return { SrcAddr: DstAddr, SrcPort: DstPort, DstAddr: SrcAddr, DstPort: SrcPort, Proto };
}

/** The limit: the same hash of the same five fields, and one counter a connection in a `Map`. */
function runBareLoop(batches: readonly (readonly Flow[])[]): number {
  const identity = new IdentityReader(CONFIG.keyDefinition, 'uint', () => undefined);
  const counts = new Map<number, { flows: number }>();
  for (const flows of batches) {
    for (const flow of flows) {
      identity.read(flow);
      const key = (identity.high >>> 0) * TWO_21 + (identity.low >>> 11);
      const count = counts.get(key);
      if (count === undefined) {
        counts.set(key, { flows: 1 });
      } else {
        count.flows++;
      }
    }
  }
  return counts.size;
}

function runTracker(batches: readonly (readonly Flow[])[], tracker: Conntrack): number {
  let records = 0;
  let nowMs = START_MS;
  for (const flows of batches) {
    records += tracker.push(flows, nowMs).length;
    nowMs += MS_PER_BATCH;
  }
  return records;
}

/**
 * Flows per second of processor time, of the fastest of some runs: what one core does when it has nothing
 * else to do. Time on the wall would measure the neighbours too.
 */
function measure(run: () => number): number {
  const seconds = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  });
  return FLOWS / Math.min(...seconds);
}

/** Memory in use after a full collection: the heap and the arrays beside it. */
function memoryMiB(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

/** What the open connections hold, and what is left once they are over. */
function measureMemory(batches: readonly (readonly Flow[])[]) {
  const before = memoryMiB();
  const tracker = new Conntrack(CONFIG, { numbers: 'uint' });
  runTracker(batches, tracker);
  const { openConnections } = tracker;
  const held = memoryMiB() - before;
  tracker.advance(AFTERWARDS_MS);
  runTracker(batches, tracker);
  const heldAfterTwice = memoryMiB() - before;
  tracker.advance(AFTERWARDS_MS);
  return { openConnections, held, heldAfterTwice, left: memoryMiB() - before };
}

/**
 * Measures connection tracking with the operator's configuration beside a bare hash-and-map loop, on one
 * thread, over flows already parsed, and prints both with their ratio.
 */
export function benchConntrack(): void {
  const batches = makeBatches(makeRandom(1));
  const bare = measure(() => runBareLoop(batches));
  const tracked = measure(() => runTracker(batches, new Conntrack(CONFIG, { numbers: 'uint' })));
  const memory = measureMemory(batches);
  const print = (value: number) => Math.round(value).toLocaleString('en').padStart(12);
  console.log(
    `connection tracking: ${FLOWS.toLocaleString('en')} flows, about ${OPEN_CONNECTIONS.toLocaleString('en')} connections at a time`,
  );
  console.log(`  tracker      ${print(tracked)} flows/s`);
  console.log(`  bare loop    ${print(bare)} flows/s`);
  console.log(`  ratio        ${(bare / tracked).toFixed(2).padStart(12)} x`);
  console.log(
    `  memory       ${memory.held.toFixed(1)} MiB with ${memory.openConnections.toLocaleString('en')} open connections, ` +
      `${memory.heldAfterTwice.toFixed(1)} MiB after twice the flows, ${memory.left.toFixed(1)} MiB after their end`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  benchConntrack();
}
