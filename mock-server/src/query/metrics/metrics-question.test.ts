import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { MetricsQuestion } from './metrics-question.ts';
import { planMetrics } from './metrics-question.ts';

const NOW_MS = 1_700_000_000_000;
const MAX_POINTS = 11_000;

function planned(question: Partial<MetricsQuestion>) {
  return planMetrics({ aggregateBy: 'app', ...question }, { nowMs: NOW_MS });
}

/** Spans of about as many steps as there may be. */
const anyLong = fc
  .record({
    startTime: fc.nat({ max: 100_000_000 }),
    step: fc.integer({ min: 1, max: 60 }),
    more: fc.integer({ min: -90, max: 90 }),
  })
  .map(({ startTime, step, more }) => ({
    times: { startTime, endTime: startTime + MAX_POINTS * step + more },
    step,
  }));

describe('planMetrics', () => {
  test('asks for as many instants as can be answered: multiples of the step from after the start to the end', () => {
    fc.assert(
      fc.property(anyLong, ({ times: { startTime, endTime }, step }) => {
        let instants = 0;
        for (let at = startTime - (startTime % step) + step; instants <= MAX_POINTS; at += step) {
          instants += 1;
          // The last second is in.
          if (at >= endTime + 1) {
            break;
          }
        }
        const plan = planned({ startTime, endTime, step: `${step}s` });
        expect(plan.ok ? 'planned' : plan.error.code).toBe(
          instants > MAX_POINTS ? 'too-many-points' : 'planned',
        );
      }),
    );
  });

  test('advises a step that will do where another will not', () => {
    fc.assert(
      fc.property(anyLong, ({ times, step }) => {
        const plan = planned({ ...times, step: `${step}s` });
        const [, advised = `${step}s`] = /step of (\d+s)/.exec(plan.ok ? '' : (plan.error.hint ?? '')) ?? [];
        expect(planned({ ...times, step: advised }).ok).toBe(true);
      }),
    );
  });

  test('asks for windows of a step, and of the interval of a rate', () => {
    const times = { startTime: 7, endTime: 107, step: '30s', rateInterval: '2m' };
    const windows = ([undefined, 'rate', 'sum', 'p99'] as const).map((fn) => {
      const plan = planned({ ...times, ...(fn === undefined ? {} : { function: fn }) });
      return plan.ok ? plan.value.query.windowMs : plan.error;
    });
    expect(windows).toEqual([120_000, 120_000, 30_000, 30_000]);
  });
});
