import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { FakeClock } from '../../test/fake-clock.ts';
import { ReplayClock } from './replay-clock.ts';

const WALL = 5_000_000;
const BEGIN = 1_000_000;

function start({ speed = 1, isPaused = false } = {}) {
  const wall = new FakeClock(WALL);
  return { wall, clock: new ReplayClock(wall, { nowMs: BEGIN, speed, isPaused }) };
}

describe('ReplayClock', () => {
  test('begins where it is told to and runs as fast as it is told to', async () => {
    const { wall, clock } = start({ speed: 10 });
    expect(clock.now()).toBe(BEGIN);
    await wall.pass(1500);
    expect(clock.now()).toBe(BEGIN + 15_000);
    clock.speed = 2.5;
    await wall.pass(1001);
    expect(clock.now()).toBe(BEGIN + 15_000 + 2502);
  });

  test('stands still while it is paused, and goes on from there', async () => {
    const { wall, clock } = start({ isPaused: true });
    await wall.pass(5000);
    expect(clock.now()).toBe(BEGIN);
    clock.isPaused = false;
    await wall.pass(5000);
    expect(clock.now()).toBe(BEGIN + 5000);
  });

  test('waits for the player, and does not leap when that has caught up', async () => {
    const { wall, clock } = start({ speed: 60 });
    await wall.pass(10_000);
    expect(clock.now()).toBe(BEGIN + 120_000);
    clock.played(BEGIN + 120_000);
    expect(clock.now()).toBe(BEGIN + 120_000);
    await wall.pass(1000);
    expect(clock.now()).toBe(BEGIN + 180_000);
  });

  test('catches up with a hiccup', async () => {
    const { wall, clock } = start();
    await wall.pass(40_000);
    expect(clock.now()).toBe(BEGIN + 40_000);
  });

  test('acts once a period of the wall clock', async () => {
    const { wall, clock } = start({ speed: 60 });
    let count = 0;
    clock.every(1000, () => {
      count += 1;
      return Promise.resolve();
    });
    await wall.pass(10_000);
    expect(count).toBe(10);
  });

  test('never goes back and never runs faster than 60 times the wall, whatever is done to it', async () => {
    const anyStep = fc.oneof(
      fc.record({ kind: fc.constant('pass' as const), ms: fc.nat({ max: 200_000 }) }),
      fc.record({ kind: fc.constant('speed' as const), speed: fc.double({ min: 1, max: 60, noNaN: true }) }),
      fc.record({ kind: fc.constant('paused' as const), isPaused: fc.boolean() }),
      fc.record({ kind: fc.constant('played' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep), async (steps) => {
        const { wall, clock } = start();
        let [before, wallBefore] = [clock.now(), wall.now()];
        for (const step of steps) {
          if (step.kind === 'pass') {
            await wall.pass(step.ms);
          } else if (step.kind === 'speed') {
            clock.speed = step.speed;
          } else if (step.kind === 'paused') {
            clock.isPaused = step.isPaused;
          } else {
            clock.played(clock.now());
          }
          const passed = clock.now() - before;
          expect(passed).toBeGreaterThanOrEqual(0);
          expect(passed).toBeLessThanOrEqual((wall.now() - wallBefore) * 60 + 1);
          [before, wallBefore] = [clock.now(), wall.now()];
        }
      }),
    );
  });
});
