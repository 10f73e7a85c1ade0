import fc from 'fast-check';

import type { TrafficRecord } from '../flow.ts';

/** Events as connection tracking emits them, in order, and what each instance amounts to. */
export type EventStream = {
  readonly events: readonly TrafficRecord[];
  readonly instances: readonly {
    readonly startMs: number;
    readonly endMs: number;
    readonly isStartSeen: boolean;
    readonly isEnded: boolean;
    /** The last event: it holds the totals. */
    readonly last: TrafficRecord;
    /** How many different events there are. */
    readonly events: number;
  }[];
};

type Step = {
  readonly waitMs: number;
  readonly lengthMs: number;
  readonly startsBeforeMs: number;
  readonly bytes: number;
  readonly isBack: boolean;
  readonly heartbeats: number;
};
type Life = { readonly pauseMs: number; readonly steps: readonly Step[]; readonly endsWithTwin: boolean };
type Options = {
  readonly emitsNew: boolean;
  readonly emitsHeartbeats: boolean;
  readonly isLastEnded: boolean;
};

const anyStep: fc.Arbitrary<Step> = fc.record({
  waitMs: fc.integer({ min: 0, max: 5000 }),
  lengthMs: fc.integer({ min: 0, max: 5000 }),
  /** How long before the previous flow this one began: late reports move the start back. */
  startsBeforeMs: fc.integer({ min: 0, max: 50 }),
  bytes: fc.integer({ min: 0, max: 1000 }),
  isBack: fc.boolean(),
  heartbeats: fc.integer({ min: 0, max: 2 }),
});

const anyLife: fc.Arbitrary<Life> = fc.record({
  pauseMs: fc.integer({ min: 100, max: 20_000 }),
  steps: fc.array(anyStep, { minLength: 1, maxLength: 5 }),
  endsWithTwin: fc.boolean(),
});

/** The events of one conversation id: one instance after the other, the last one perhaps still open. */
export const anyEventStream: fc.Arbitrary<EventStream> = fc
  .tuple(
    fc.constantFrom('f00d', '1'),
    fc.array(anyLife, { minLength: 1, maxLength: 4 }),
    fc.record({ emitsNew: fc.boolean(), emitsHeartbeats: fc.boolean(), isLastEnded: fc.boolean() }),
  )
  .map(([id, lives, options]) => trackedStream(id, lives, options));

function trackedStream(id: string, lives: readonly Life[], options: Options): EventStream {
  let now = 1_700_000_000_000;
  const streams = lives.map((life, index) => {
    now += life.pauseMs;
    const stream = trackedLife(id, life, now, {
      ...options,
      isLastEnded: options.isLastEnded || index < lives.length - 1,
    });
    now = stream.endMs;
    return stream;
  });
  const told = streams.filter(({ events }) => events.length > 0);
  return {
    events: told.flatMap(({ events }) => events),
    instances: told.map((stream) => ({
      startMs: Number(stream.last['TimeFlowStartMs']),
      endMs: Number(stream.last['TimeFlowEndMs']),
      isStartSeen: true,
      isEnded: stream.last['_RecordType'] === 'endConnection',
      last: stream.last,
      events: new Set(stream.events.map((event) => JSON.stringify(event))).size,
    })),
  };
}

function trackedLife(id: string, life: Life, startMs: number, options: Options) {
  const events: TrafficRecord[] = [];
  const totals = { start: startMs, end: startMs, flows: 0, ab: 0, ba: 0 };
  const emit = (type: string) => {
    const { start, end, flows, ab, ba } = totals;
    events.push({
      _HashId: id,
      _RecordType: type,
      _IsFirst: events.length === 0,
      TimeFlowStartMs: start,
      TimeFlowEndMs: end,
      numFlowLogs: flows,
      // Zeros are left out, as flowlogs-pipeline does.
      ...(ab + ba === 0 ? {} : { Bytes: ab + ba }),
      ...(ab === 0 ? {} : { Bytes_AB: ab }),
      ...(ba === 0 ? {} : { Bytes_BA: ba }),
      Packets: flows,
      MaxTimeFlowRttNs: -Number.MAX_VALUE,
    });
  };
  let at = startMs;
  life.steps.forEach((step, index) => {
    at += step.waitMs;
    totals.start = index === 0 ? at : Math.min(totals.start, at - step.startsBeforeMs);
    totals.end = Math.max(totals.end, at + step.lengthMs);
    totals.flows += 1;
    totals[step.isBack ? 'ba' : 'ab'] += step.bytes;
    if (index === 0 && options.emitsNew) {
      emit('newConnection');
    }
    for (let tick = 0; options.emitsHeartbeats && tick < step.heartbeats; tick += 1) {
      emit('heartbeat');
    }
  });
  if (options.isLastEnded) {
    if (life.endsWithTwin && options.emitsHeartbeats) {
      emit('heartbeat');
    }
    emit('endConnection');
  }
  return { events, endMs: totals.end, last: events.at(-1) ?? {} };
}

/** What two nodes emit of the connections between them, and what each connection amounts to. */
export type DirectStream = {
  /** In the order of their times. */
  readonly events: readonly TrafficRecord[];
  readonly instances: readonly {
    readonly startMs: number;
    readonly endMs: number;
    readonly isEnded: boolean;
    readonly bytes: number;
    readonly observers: readonly string[];
  }[];
};

/** Addresses of the two nodes. */
const NODES = ['10.0.0.11', '10.0.0.12'] as const;

/** One use of the ports after the other, each tracked by both nodes, whose clocks differ a little. */
export const anyDirectStream: fc.Arbitrary<DirectStream> = fc
  .tuple(
    fc.array(anyLife, { minLength: 1, maxLength: 4 }),
    fc.record({ emitsNew: fc.boolean(), emitsHeartbeats: fc.boolean() }),
    fc.integer({ min: 0, max: 100 }),
    fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 4, maxLength: 4 }),
  )
  .map(([lives, options, skewMs, missed]) => {
    let now = 1_700_000_000_000;
    const connections = lives.map((life, index) => {
      // Ports are not used again while a node may still be telling of their last use.
      now += 1000 + life.pauseMs;
      const startMs = now;
      const tracked = NODES.map((AgentIP, node) => {
        const seen = node === 0 ? life : missing(life, missed[index] ?? 0);
        const { events, endMs } = trackedLife('f00d', seen, startMs + node * skewMs, {
          ...options,
          isLastEnded: true,
        });
        now = Math.max(now, endMs);
        return events.map((event): TrafficRecord => ({ ...event, AgentIP }));
      });
      return tracked;
    });
    return {
      events: connections.flat(2).sort((a, b) => Number(a['TimeFlowEndMs']) - Number(b['TimeFlowEndMs'])),
      instances: connections.map(connectionOf),
    };
  });

/** The node that sees the whole of a connection in `anySplitStream`. */
export const SEES_ALL = NODES[0];

/** One connection that one node saw whole and another one took for two, when nothing had reached it for a while. */
export const anySplitStream: fc.Arbitrary<readonly TrafficRecord[]> = fc
  .tuple(
    fc.array(
      // A tracker tells of one connection after the other.
      anyStep.map((step) => ({ ...step, waitMs: step.waitMs + 500, lengthMs: step.lengthMs % 400 })),
      { minLength: 2, maxLength: 6 },
    ),
    fc.nat(),
    fc.integer({ min: 0, max: 100 }),
    fc.record({ emitsNew: fc.boolean(), isLastEnded: fc.boolean() }),
  )
  .map(([steps, place, skewMs, some]) => {
    const options = { ...some, emitsHeartbeats: true };
    const startMs = 1_700_000_000_000;
    const tracked = (AgentIP: string, part: readonly Step[], fromMs: number, isEnded: boolean) =>
      trackedLife('f00d', { pauseMs: 0, steps: part, endsWithTwin: false }, fromMs, {
        ...options,
        isLastEnded: isEnded,
      }).events.map((event): TrafficRecord => ({ ...event, AgentIP }));
    const split = 1 + (place % (steps.length - 1));
    const [first, second] = [steps.slice(0, split), steps.slice(split)];
    const elsewhereMs = startMs + skewMs;
    const waitedMs = first.reduce((sum, { waitMs }) => sum + waitMs, 0);
    return [
      ...tracked(SEES_ALL, steps, startMs, options.isLastEnded),
      ...tracked(NODES[1], first, elsewhereMs, true),
      ...tracked(NODES[1], second, elsewhereMs + waitedMs, options.isLastEnded),
    ].sort((a, b) => Number(a['TimeFlowEndMs']) - Number(b['TimeFlowEndMs']));
  });

/** The same connection as a node saw it that missed some bytes of each flow. */
function missing(life: Life, bytes: number): Life {
  return { ...life, steps: life.steps.map((step) => ({ ...step, bytes: Math.max(0, step.bytes - bytes) })) };
}

function connectionOf(tracked: readonly (readonly TrafficRecord[])[]): DirectStream['instances'][number] {
  const last = tracked.flatMap((events) => events.slice(-1));
  const number = (field: string) => last.map((event) => Number(event[field] ?? 0));
  const [here = 0, there = 0] = number('Bytes');
  return {
    startMs: Math.min(...number('TimeFlowStartMs')),
    endMs: Math.max(...number('TimeFlowEndMs')),
    isEnded: last.every((event) => event['_RecordType'] === 'endConnection'),
    bytes: Math.max(here, there),
    observers: there > here ? NODES.toReversed() : NODES,
  };
}
