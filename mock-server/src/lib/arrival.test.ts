import { describe, expect, test } from 'vitest';

import { arrivalMs } from './arrival.ts';

describe('arrivalMs', () => {
  test.each([
    [{ TimeReceived: 2, TimeFlowEndMs: 1 }, 2000],
    [{ TimeReceived: 2, TimeFlowEndMs: 2750 }, 2750],
    [{ TimeReceived: '2', TimeFlowEndMs: '1' }, 2000],
    [{ TimeReceived: 2 }, 2000],
    [{ TimeFlowEndMs: 1 }, 1],
    [{ TimeReceived: 'soon' }, undefined],
    [{}, undefined],
  ])('of %j is %s', (fields, atMs) => {
    expect(arrivalMs(fields)).toBe(atMs);
  });
});
