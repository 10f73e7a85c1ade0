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
