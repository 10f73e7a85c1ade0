import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { err, ok } from '#model/lib/result.ts';
import { readRange, typeInstant } from './absolute-range.ts';

const noon = { day: '2025-09-23', time: '12:00:00' };

describe('readRange', () => {
  test.each([
    ['a day that is none', { day: '2025-02-30', time: '12:00:00' }, noon, err('bad-start')],
    ['a time that is none', noon, { day: '2025-09-23', time: '25:00:00' }, err('bad-end')],
    ['nothing', { day: '', time: '' }, noon, err('bad-start')],
    ['an end before the start', noon, { ...noon, time: '11:59:59' }, err('backwards')],
  ])('refuses %s', (_name, start, end, refused) => {
    expect(readRange({ start, end })).toEqual(refused);
  });

  test('takes a time without seconds, and an hour of one digit', () => {
    expect(readRange({ start: { ...noon, time: '9:05' }, end: noon })).toMatchObject({ ok: true });
  });

  test('reads what typeInstant writes', () => {
    const anySecond = fc.integer({ min: 0, max: 4_000_000_000 });
    fc.assert(
      fc.property(anySecond, fc.nat({ max: 1_000_000 }), (startS, length) => {
        // The hour that a clock shows twice, when summer time ends, is read as its first.
        fc.pre(isShownOnce(startS) && isShownOnce(startS + length));
        const typed = { start: typeInstant(startS), end: typeInstant(startS + length) };
        expect(readRange(typed)).toEqual(ok({ kind: 'absolute', startS, endS: startS + length }));
      }),
    );
  });
});

function isShownOnce(seconds: number): boolean {
  const { day, time } = typeInstant(seconds);
  return new Date(`${day}T${time}`).getTime() === seconds * 1000;
}
