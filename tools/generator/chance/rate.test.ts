import { describe, expect, test } from 'vitest';

import { busyness, meanBusyness } from './rate.ts';

const DAY = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;

describe('busyness', () => {
  test('is highest in the early afternoon and lowest in the night', () => {
    expect(busyness(DAY + 14 * HOUR_MS)).toBeCloseTo(1.5);
    expect(busyness(DAY + 2 * HOUR_MS)).toBeCloseTo(0.5);
  });

  test.each([
    [8, 2.5],
    [22, 10],
    [0, 24],
    [5, 0.01],
  ])('has the mean of its moments, from hour %d for %d hours', (start, hours) => {
    const startMs = DAY + start * HOUR_MS;
    const moments = Array.from({ length: 1_000 }, (_, n) =>
      busyness(startMs + ((n + 0.5) / 1_000) * hours * HOUR_MS),
    );
    const mean = moments.reduce((sum, value) => sum + value, 0) / moments.length;
    expect(meanBusyness(startMs, hours)).toBeCloseTo(mean, 4);
  });
});
