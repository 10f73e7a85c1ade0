import { describe, expect, test } from 'vitest';

import { Turns } from './turns.ts';

const NEVER = new AbortController().signal;

/** Lets everything happen that can. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('Turns', () => {
  test('lets as many run as may, and the others in the order in which they came', async () => {
    const turns = new Turns({ running: 2, waiting: 3 });
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    for (const number of [1, 2, 3, 4]) {
      void turns.take(NEVER).then((end) => {
        begun.push(number);
        ends.push(end);
      });
    }
    await settled();
    expect(begun).toEqual([1, 2]);
    ends[1]?.();
    await settled();
    expect(begun).toEqual([1, 2, 3]);
    ends[0]?.();
    await settled();
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  test('refuses who finds no room even to wait, and has room again later', async () => {
    const turns = new Turns({ running: 1, waiting: 0 });
    const end = await turns.take(NEVER);
    await expect(turns.take(NEVER)).rejects.toMatchObject({
      status: 429,
      problem: { code: 'too-many-requests' },
    });
    end();
    await expect(turns.take(NEVER)).resolves.toBeTypeOf('function');
  });

  test('does not count a turn twice that is ended twice', async () => {
    const turns = new Turns({ running: 1, waiting: 0 });
    const end = await turns.take(NEVER);
    end();
    end();
    await turns.take(NEVER);
    await expect(turns.take(NEVER)).rejects.toMatchObject({ status: 429 });
  });

  test('forgets who leaves while waiting', async () => {
    const turns = new Turns({ running: 1, waiting: 1 });
    const end = await turns.take(NEVER);
    const leaving = new AbortController();
    const waiting = turns.take(leaving.signal);
    leaving.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    const next = turns.take(NEVER);
    end();
    await expect(next).resolves.toBeTypeOf('function');
  });
});
