import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Flow } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import { productionConfig } from '../../mock-server/src/conntrack/config/production-config.ts';
import { Conntrack } from '../../mock-server/src/conntrack/conntrack.ts';
import { streamOf } from './testing/flows-of.ts';

const TCP = 6;
const UDP = 17;
const LEAST_PACKET_BYTES = 40;
const MOST_PACKET_BYTES = 1_514;
const IDLE_S = 10;

const number = (flow: Flow, field: string) => numberField(flow, field) ?? 0;
const text = (flow: Flow, field: string) => textField(flow, field) ?? '';

const anyOptions = fc.record({
  flows: fc.integer({ min: 1, max: 3_000 }),
  seed: fc.maxSafeNat(),
  startMs: fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 0, 1) }),
  hours: fc.double({ min: 0.01, max: 1, noNaN: true }),
  namespaces: fc.integer({ min: 8, max: 40 }),
  podsPerNamespace: fc.integer({ min: 1, max: 8 }),
  nodes: fc.integer({ min: 1, max: 9 }),
  failures: fc.double({ min: 0, max: 1, noNaN: true }),
  ipv6: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** Streams are large: few of them, and no search for the smallest one that breaks a law. */
const RUNS = { numRuns: process.env['LAWS'] === 'long' ? 1_000 : 15, endOnFailure: true };

function law(
  name: string,
  holds: (stream: ReturnType<typeof streamOf>, options: { flows: number; startMs: number }) => void,
) {
  test(name, () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        holds(streamOf(options), options);
      }),
      RUNS,
    );
  });
}

/** The two ends of a flow, whichever way it goes. */
function conversationOf(flow: Flow): string {
  const ends = [
    `${text(flow, 'SrcAddr')} ${text(flow, 'SrcPort')}`,
    `${text(flow, 'DstAddr')} ${text(flow, 'DstPort')}`,
  ].sort();
  return [...ends, text(flow, 'Proto')].join(' ');
}

function isTracked(flow: Flow): boolean {
  return flow['Proto'] === TCP || flow['Proto'] === UDP;
}

function groupBy(
  flows: readonly Flow[],
  keyOf: (flow: Flow) => string,
): ReadonlyMap<string, readonly Flow[]> {
  const groups = new Map<string, Flow[]>();
  for (const flow of flows) {
    const group = groups.get(keyOf(flow)) ?? [];
    group.push(flow);
    groups.set(keyOf(flow), group);
  }
  return groups;
}

/** The conversations that connection tracking opens, by their ends; its clock is `TimeReceived`. */
function opened(flows: readonly Flow[], idleS: number): ReadonlyMap<string, ReadonlySet<unknown>[]> {
  const tracker = new Conntrack(
    productionConfig({
      logTypes: 'Conversations',
      heartbeatMs: 1e9,
      endTimeoutMs: idleS * 1_000,
      terminatingTimeoutMs: 5_000,
      features: [],
    }),
    { numbers: 'uint' },
  );
  const openings = new Map<string, ReadonlySet<unknown>[]>();
  for (const flow of flows) {
    for (const record of tracker.push([flow], number(flow, 'TimeReceived') * 1_000)) {
      if (record['_RecordType'] === 'newConnection') {
        const key = conversationOf(record);
        openings.set(key, [...(openings.get(key) ?? []), new Set([record['_HashId']])]);
      }
    }
  }
  return openings;
}

/** SYN, SYN_ACK, or the reset that answers a SYN: where a 5-tuple is used for the first time, or again. */
function isOpening(flags: number): boolean {
  return (flags & 0x102) !== 0 || flags === 0x400;
}

/** The connections that used a 5-tuple one after the other, as one node saw one way of them. */
function usesOf(sight: readonly Flow[]): Flow[][] {
  const uses: Flow[][] = [];
  for (const flow of sight) {
    const current = uses.at(-1);
    if (current === undefined || isOpening(number(flow, 'Flags'))) {
      uses.push([flow]);
    } else {
      current.push(flow);
    }
  }
  return uses;
}

function isWhole(use: readonly Flow[]): boolean {
  return (number(use[0] ?? {}, 'Flags') & 0x102) !== 0 && (number(use.at(-1) ?? {}, 'Flags') & 0x200) !== 0;
}

/** When a connection began, and all of its bytes. */
function sumOf(use: readonly Flow[]): Flow {
  return {
    TimeFlowStartMs: number(use[0] ?? {}, 'TimeFlowStartMs'),
    Bytes: use.reduce((sum, flow) => sum + number(flow, 'Bytes'), 0),
  };
}

describe('a stream of flow logs', () => {
  law(
    'has exactly as many lines as asked for, each a flow log',
    ({ text: lines, flows, summary }, options) => {
      expect(lines.endsWith('}\n')).toBe(true);
      expect(flows).toHaveLength(options.flows);
      expect(summary).toMatchObject({ flows: options.flows, lineBytes: lines.length });
    },
  );

  law('is in the order in which flows come in, none before the begin', ({ flows }, { startMs }) => {
    const times = flows.map((flow) => number(flow, 'TimeReceived'));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(Math.floor(startMs / 1_000));
  });

  law('has flows that begin, end and come in, in this order, within six seconds', ({ flows }) => {
    for (const flow of flows) {
      const [start, end] = [number(flow, 'TimeFlowStartMs'), number(flow, 'TimeFlowEndMs')];
      const received = number(flow, 'TimeReceived') * 1_000;
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(received);
      expect(received - start).toBeLessThanOrEqual(6_000);
    }
  });

  law('has packets of possible sizes', ({ flows }) => {
    for (const flow of flows) {
      const [bytes, packets] = [number(flow, 'Bytes'), number(flow, 'Packets')];
      expect(packets).toBeGreaterThanOrEqual(1);
      expect(bytes).toBeGreaterThanOrEqual(packets * LEAST_PACKET_BYTES);
      expect(bytes).toBeLessThanOrEqual(packets * MOST_PACKET_BYTES);
      expect(number(flow, 'PktDropPackets')).toBeLessThanOrEqual(packets);
      expect(number(flow, 'PktDropBytes')).toBeLessThanOrEqual(bytes);
    }
  });

  law('opens one conversation for all flows of a 5-tuple, whichever way they go', ({ flows, summary }) => {
    const conversations = groupBy(flows.filter(isTracked), conversationOf);
    const openings = opened(flows, 1e6);
    expect([...openings.keys()].sort()).toEqual([...conversations.keys()].sort());
    expect([...openings.values()].every((times) => times.length === 1)).toBe(true);
    expect(summary.conversations).toBeGreaterThanOrEqual(conversations.size);
    expect(summary.conversations).toBeLessThanOrEqual(conversations.size * 1.05 + 5);
  });

  law('opens no second conversation while a connection is not idle', ({ flows }) => {
    const openings = opened(flows, IDLE_S);
    for (const [key, group] of groupBy(flows.filter(isTracked), conversationOf)) {
      const times = group.map((flow) => number(flow, 'TimeReceived'));
      const gaps = times.slice(1).map((time, before) => time - (times[before] ?? 0));
      const isBusy = gaps.every((gap) => gap < IDLE_S);
      if (isBusy) {
        expect(openings.get(key)).toHaveLength(1);
      }
    }
  });

  law('has the same sums at both nodes once a connection is over', ({ flows }) => {
    const ways = groupBy(
      flows.filter((flow) => flow['Proto'] === TCP),
      (flow) =>
        `${text(flow, 'SrcAddr')} ${text(flow, 'SrcPort')} ${text(flow, 'DstAddr')} ${text(flow, 'DstPort')}`,
    );
    for (const way of ways.values()) {
      const sights = [...groupBy(way, (flow) => text(flow, 'AgentIP')).values()];
      const whole = sights.flatMap(usesOf).filter(isWhole);
      for (const use of groupBy(whole.map(sumOf), (sum) => String(number(sum, 'TimeFlowStartMs'))).values()) {
        expect(new Set(use.map((sum) => sum['Bytes'])).size).toBe(1);
      }
    }
  });

  law('begins a connection with SYN and ends it with FIN, once as each node sees it', ({ flows }) => {
    const sights = groupBy(
      flows.filter((flow) => flow['Proto'] === TCP),
      (flow) =>
        `${text(flow, 'AgentIP')} ${text(flow, 'SrcAddr')} ${text(flow, 'SrcPort')} ${text(flow, 'DstAddr')} ${text(flow, 'DstPort')}`,
    );
    for (const sight of sights.values()) {
      const flags = sight.map((flow) => number(flow, 'Flags'));
      const wasUsedAgain = sight.some((flow, place) => place > 0 && isOpening(number(flow, 'Flags')));
      const isAnswered = flags.some((flag) => (flag & ~2) !== 0);
      if (isAnswered && !wasUsedAgain) {
        const ends = flags.map((flag, place) => ({ flag, place })).filter(({ flag }) => (flag & 0x600) !== 0);
        expect(ends.every(({ place }) => place === flags.length - 1)).toBe(true);
      }
    }
  });
});
