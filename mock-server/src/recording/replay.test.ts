import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Flow, TrafficRecord } from '#model/flow.ts';

import { flow, T0 } from '../../test/flow-builder.ts';
import { RecordingFiles } from '../../test/recording-files.ts';
import { openRecording, surveyRecording } from './recording.ts';
import type { Stage } from './replay.ts';
import { Replay } from './replay.ts';

type Call = { readonly at: number; readonly flows: number };

/** A stage that notes what it is called with; it has something to tell until 10 s after the last flow. */
class NotingStage implements Stage {
  readonly calls: Call[] = [];
  nextDeadlineMs: number | undefined;

  push(flows: readonly Flow[], nowMs: number): readonly TrafficRecord[] {
    this.calls.push({ at: nowMs, flows: flows.length });
    this.nextDeadlineMs = nowMs + 10_000;
    return flows.map((one) => ({ ...one, pushedMs: nowMs }));
  }

  advance(nowMs: number): readonly TrafficRecord[] {
    this.calls.push({ at: nowMs, flows: 0 });
    if (this.nextDeadlineMs === undefined || nowMs <= this.nextDeadlineMs) {
      return [];
    }
    this.nextDeadlineMs = undefined;
    return [{ ended: true, endedMs: nowMs }];
  }

  finish(nowMs: number): readonly TrafficRecord[] {
    return [{ finishedMs: nowMs }];
  }
}

describe('Replay', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  async function replayOf(flows: readonly Flow[], endsMs?: number) {
    const recording = await openRecording([await files.writeFlows(flows)]);
    const { span = { firstMs: 0, lastMs: 0 } } = await surveyRecording(recording);
    const stage = new NotingStage();
    const rounds = endsMs === undefined ? {} : { rounds: { span, endsMs } };
    return { stage, replay: new Replay({ recording, stage, ...rounds }) };
  }

  const at = (ms: number) => flow({ TimeFlowStartMs: T0 + ms, TimeFlowEndMs: T0 + ms });

  test('pushes what came in five seconds, lets time pass in between, and is over with the last record', async () => {
    const { replay, stage } = await replayOf([at(0), at(1500), at(7000)]);
    const records = await play(replay, Infinity);
    const pushes = stage.calls.filter(({ flows }) => flows > 0);
    expect(pushes).toEqual([
      { at: T0 + 5000, flows: 2 },
      { at: T0 + 7000, flows: 1 },
    ]);
    expect(records.at(-1)).toEqual({ finishedMs: T0 + 7000 });
    expect(replay.isOver).toBe(true);
  });

  test('pushes a thousand flows as soon as it has them', async () => {
    const flows = Array.from({ length: 2500 }, (_, index) => at(index));
    const { replay, stage } = await replayOf(flows);
    await play(replay, Infinity);
    expect(stage.calls.filter((call) => call.flows > 0)).toEqual([
      { at: T0 + 999, flows: 1000 },
      { at: T0 + 1999, flows: 1000 },
      { at: T0 + 3000, flows: 500 },
    ]);
  });

  test('skips a silence in which nothing can happen', async () => {
    const { replay, stage } = await replayOf([at(0), at(86_400_000)]);
    await play(replay, Infinity);
    expect(stage.calls.length).toBeLessThan(60);
    expect(stage.calls.filter(({ flows }) => flows > 0)).toHaveLength(2);
  });

  test('never goes back in time, though the flows of the file do', async () => {
    const flows = Array.from({ length: 5000 }, (_, index) => at((index * 7919) % 20_000));
    const { replay, stage } = await replayOf(flows);
    const records = await play(replay, Infinity);
    expect(records.filter((record) => record['Bytes'] !== undefined)).toHaveLength(5000);
    const times = stage.calls.map((call) => call.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test('tells the same in one step and in many', async () => {
    const flows = [at(0), at(1500), at(7000), at(60_000), at(61_000)];
    const whole = await play((await replayOf(flows)).replay, T0 + 120_000);
    const { replay } = await replayOf(flows);
    const parts: TrafficRecord[] = [];
    for (let ms = 0; ms <= 120_000; ms += 700) {
      parts.push(...(await play(replay, T0 + ms)));
    }
    expect(parts).toEqual(whole);
  });

  describe('live', () => {
    const NOW = T0 + 1_000_000_500;

    test('moves the recording by whole seconds, so that it ends now', async () => {
      const { replay } = await replayOf([at(0), at(20_000)], NOW);
      const records = await play(replay, NOW + 5000);
      const times = records.map(({ TimeFlowEndMs }) => TimeFlowEndMs).filter(Number);
      expect(times.slice(0, 2)).toEqual([NOW - 20_500, NOW - 500]);
      expect(times.slice(2)).toEqual([NOW + 500]);
    });

    test('goes on for ever, each round after the one before it', async () => {
      const { replay } = await replayOf([at(0), at(20_000)], NOW);
      await play(replay, NOW);
      const later = await play(replay, NOW + 100_000);
      const times = later.map(({ TimeFlowEndMs }) => Number(TimeFlowEndMs)).filter(Number);
      expect(times.length).toBeGreaterThan(6);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(Math.max(...times)).toBeGreaterThan(NOW + 70_000);
      expect(Math.max(...times)).toBeLessThanOrEqual(NOW + 100_000);
      expect(replay.isOver).toBe(false);
    });

    test('plays a recording of a single flow', async () => {
      const { replay } = await replayOf([at(0)], NOW);
      expect((await play(replay, NOW + 30_000)).length).toBeGreaterThan(5);
    });
  });
});

async function play(replay: Replay, untilMs: number): Promise<readonly TrafficRecord[]> {
  const records: TrafficRecord[] = [];
  for await (const some of replay.playUntil(untilMs)) {
    records.push(...some);
  }
  return records;
}
