import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvent } from '#model/conversation/fold.ts';
import type { Instance } from '#model/conversation/instance.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { conversationIdOf, isEvent, recordTypeOf } from '#model/event.ts';

import { flow, T0 } from '../test/flow-builder.ts';
import { trackingConfig } from '../test/tracking-config.ts';
import { createPipeline } from './pipeline.ts';
import type { Recording } from './recording/recording.ts';
import type { Stage } from './recording/replay.ts';
import { Replay } from './recording/replay.ts';

const NOW = T0 + 1_000_000_500;

/** What a person or the time does to a replay. */
type Step =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'jump'; readonly part: number }
  | { readonly kind: 'loop'; readonly isLooping: boolean };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat({ max: 60_000 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('jump' as const),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('loop' as const), isLooping: fc.boolean() }) },
);

/** Flows in the order of their arrival; each has its place in it as `Place`. No two of one connection begin at once. */
const anyFlows: fc.Arbitrary<readonly TrafficRecord[]> = fc
  .array(
    fc.record({
      waitMs: fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 40_000 })),
      lengthMs: fc.nat({ max: 900 }),
      port: fc.integer({ min: 1, max: 3 }),
      flags: fc.constantFrom(2, 16, 17),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((gaps) => {
    let endMs = T0;
    return gaps.map(({ waitMs, lengthMs, port, flags }, place) => {
      endMs += waitMs;
      return flow({
        SrcPort: port,
        Flags: flags,
        TimeFlowStartMs: endMs - lengthMs,
        TimeFlowEndMs: endMs,
        Place: place,
      });
    });
  });

function recordingOf(flows: readonly TrafficRecord[]): Recording {
  return {
    name: 'test',
    paths: [],
    close: () => Promise.resolve(),
    // Two at a time, so that what is read and what is played are different things.
    async *read() {
      for (let from = 0; from < flows.length; from += 2) {
        yield await Promise.resolve(flows.slice(from, from + 2));
      }
      return undefined;
    },
  };
}

const endOf = (record: TrafficRecord | undefined) => Number(record?.['TimeFlowEndMs']);

function replayOf(flows: readonly TrafficRecord[], stage: Stage): Replay {
  const span = { firstMs: endOf(flows[0]), lastMs: endOf(flows.at(-1)) };
  return new Replay({ recording: recordingOf(flows), stage, rounds: { span, endsMs: NOW } });
}

/** Plays what was recorded, does the steps, and lets the last round come to its end and the time after it pass. */
async function perform(
  flows: readonly TrafficRecord[],
  stage: Stage,
  { steps, stepMs = Infinity }: { readonly steps: readonly Step[]; readonly stepMs?: number },
) {
  const replay = replayOf(flows, stage);
  const durationMs = endOf(flows.at(-1)) - endOf(flows[0]);
  const records: TrafficRecord[] = [];
  const jumpedTo: number[] = [];
  let nowMs = NOW;
  const playTo = async (untilMs: number) => {
    while (nowMs < untilMs) {
      nowMs = Math.min(untilMs, nowMs + stepMs);
      await play(replay, nowMs, records);
    }
  };
  await play(replay, nowMs, records);
  for (const step of steps) {
    if (step.kind === 'wait') {
      await playTo(nowMs + step.ms);
    } else if (step.kind === 'jump') {
      const positionMs = Math.floor(step.part * durationMs);
      jumpedTo.push(positionMs);
      await replay.jump(positionMs, nowMs);
      expect(replay.positionAt(nowMs)).toBe(positionMs);
    } else {
      replay.loop(step.isLooping, nowMs);
    }
  }
  replay.loop(false, nowMs);
  await playTo(nowMs + durationMs + 60_000);
  expect(replay.positionAt(nowMs)).toBe(durationMs);
  return { records, jumpedTo, rounds: replay.round, nowMs };
}

async function play(replay: Replay, nowMs: number, records: TrafficRecord[]): Promise<void> {
  for await (const some of replay.playUntil(nowMs)) {
    records.push(...some);
  }
}

/** What came is pushed within five seconds, at the next tick after them. */
const MAX_DELAY_MS = 6000;

/** A stage that says what it was told, and checks that time never goes back and nothing waits too long. */
function plainStage(): Stage & { readonly latestMs: () => number } {
  let latestMs = -Infinity;
  const note = (nowMs: number) => {
    expect(nowMs).toBeGreaterThanOrEqual(latestMs);
    latestMs = nowMs;
  };
  return {
    latestMs: () => latestMs,
    nextDeadlineMs: undefined,
    push: (records, nowMs) => {
      note(nowMs);
      for (const record of records) {
        expect(nowMs - endOf(record)).toBeLessThanOrEqual(MAX_DELAY_MS);
      }
      return records;
    },
    advance: (nowMs) => {
      note(nowMs);
      return [];
    },
    finish: () => {
      throw new Error('a live replay is never over');
    },
  };
}

function trackingStage(): Stage {
  return createPipeline(trackingConfig());
}

/** The places of the records of each round, which are moved by one time. */
function placesOfRounds(flows: readonly TrafficRecord[], records: readonly TrafficRecord[]) {
  const byShift = new Map<number, number[]>();
  for (const record of records) {
    const place = Number(record['Place']);
    const shiftMs = endOf(record) - endOf(flows[place]);
    byShift.set(shiftMs, [...(byShift.get(shiftMs) ?? []), place]);
  }
  return [...byShift.values()];
}

describe('Replay, whatever is done to it', () => {
  test('loses, repeats and delays no flow of a round, and time never goes back', async () => {
    await fc.assert(
      fc.asyncProperty(anyFlows, fc.array(anyStep, { maxLength: 12 }), async (flows, steps) => {
        const stage = plainStage();
        const { records, jumpedTo, rounds, nowMs } = await perform(flows, stage, { steps });
        const firstMs = endOf(flows[0]);
        const begins = new Set(
          [0, ...jumpedTo].map((ms) => flows.findIndex((one) => endOf(one) >= firstMs + ms)),
        );
        const played = placesOfRounds(flows, records);
        expect(played.length).toBeLessThanOrEqual(rounds);
        for (const places of played) {
          for (const [index, place] of places.entries()) {
            const before = places[index - 1] ?? -1;
            expect(place).toBeGreaterThan(before);
            // A jump to nearly where it is moves the next round by the same time.
            expect(place === before + 1 || begins.has(place)).toBe(true);
          }
        }
        expect(played.at(-1)?.at(-1)).toBe(flows.length - 1);
        if (jumpedTo.length === 0) {
          expect(played.every(({ length }) => length === flows.length)).toBe(true);
        }
        const ends = records.map(endOf);
        expect(ends).toEqual([...ends].sort((a, b) => a - b));
        expect(stage.latestMs()).toBeGreaterThan(nowMs - 1000);
      }),
    );
  });

  test('tells the same when time passes in one step or in many', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFlows,
        fc.array(anyStep, { maxLength: 8 }),
        fc.integer({ min: 500, max: 7000 }),
        async (flows, steps, stepMs) => {
          const whole = await perform(flows, trackingStage(), { steps });
          const parts = await perform(flows, trackingStage(), { steps, stepMs });
          expect(parts.records).toEqual(whole.records);
        },
      ),
    );
  });

  test('keeps conversations of different rounds apart, and ends every one', async () => {
    await fc.assert(
      fc.asyncProperty(anyFlows, fc.array(anyStep, { maxLength: 8 }), async (flows, steps) => {
        const { records } = await perform(flows, trackingStage(), { steps });
        const instances = instancesOf(records);
        expect(new Set(instances.map(({ key }) => key)).size).toBe(instances.length);
        expect(instances.every(({ status }) => status === 'ended')).toBe(true);
        const begun = records.filter((record) => recordTypeOf(record) === 'newConnection');
        expect(instances).toHaveLength(begun.length);
        const flowLogs = records.filter((record) => !isEvent(record));
        expect(instances.reduce((sum, one) => sum + one.flows, 0)).toBe(flowLogs.length);
      }),
    );
  });
});

/** Every instance that the events tell of, in the order in which they come. */
function instancesOf(records: readonly TrafficRecord[]): readonly Conversation[] {
  const byId = new Map<string, Instance[]>();
  for (const record of records.filter(isEvent)) {
    const id = conversationIdOf(record) ?? '';
    const known = byId.get(id) ?? [];
    const step = foldEvent(known, record);
    if (step !== undefined) {
      known[step.index ?? known.length] = step.instance;
      byId.set(id, known);
    }
  }
  return [...byId.values()].flat().map(({ conversation }) => conversation);
}
