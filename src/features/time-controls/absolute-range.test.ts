import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { err, ok } from '#model/lib/result.ts';
import { readRange, typeInstant } from './absolute-range.ts';
import { instantsOf } from './local-time.ts';

const noon = { day: '2025-09-23', time: '12:00:00' };
const BERLIN = 'Europe/Berlin';

/** Whole and half hours of summer time, midnights that are left out, a day that is, and clocks that never change. */
const ZONES = [
  BERLIN,
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Havana',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'UTC',
];

const MINUTE = 60;

describe('readRange', () => {
  test.each([
    ['a day that is none', { start: { day: '2025-02-30', time: '12:00:00' } }, 'start'],
    ['a time that is none', { end: { day: '2025-09-23', time: '25:00:00' } }, 'end'],
    ['the end of a day as its 24th hour', { start: { ...noon, time: '24:00' } }, 'start'],
    ['nothing', { start: { day: '', time: '' } }, 'start'],
  ])('refuses %s', (_name, typed, end) => {
    expect(readRange({ start: noon, end: noon, ...typed })).toEqual(err({ end, code: 'not-a-time' }));
  });

  test('refuses an end before the start', () => {
    const typed = { start: noon, end: { ...noon, time: '11:59:59' } };
    expect(readRange(typed)).toEqual(err({ end: 'end', code: 'backwards' }));
  });

  test.each([
    [BERLIN, '2026-03-29', '02:30'],
    [BERLIN, '2026-03-29', '02:00:00'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15'],
    ['Africa/Cairo', '2026-04-24', '00:30'],
    ['Pacific/Apia', '2011-12-30', '12:00'],
  ])('refuses in %s what clocks leave out: %s %s', (zone, day, time) => {
    expect(readRange({ start: { day, time }, end: noon }, zone)).toEqual(
      err({ end: 'start', code: 'left-out' }),
    );
  });

  test('takes a time without seconds, and an hour of one digit', () => {
    expect(readRange({ start: { ...noon, time: '9:05' }, end: noon })).toMatchObject({ ok: true });
  });

  test('knows either of the hours that clocks show twice', () => {
    const [first, second] = [1_792_888_200, 1_792_891_800];
    const shown = { day: '2026-10-25', time: '02:30:00' };
    expect(typeInstant(first, BERLIN)).toEqual({ ...shown, isLater: false });
    expect(typeInstant(second, BERLIN)).toEqual({ ...shown, isLater: true });
    expect(
      readRange({ start: { ...shown, isLater: true }, end: { ...shown, isLater: true } }, BERLIN),
    ).toEqual(ok({ kind: 'absolute', startS: second, endS: second }));
  });

  test('reads what typeInstant writes, in any time zone', () => {
    const anySecond = fc.oneof(
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.integer({ min: 1_792_882_800, max: 1_792_900_800 }),
    );
    fc.assert(
      fc.property(
        anySecond,
        fc.nat({ max: 1_000_000 }),
        fc.constantFrom(...ZONES),
        (startS, length, zone) => {
          const typed = { start: typeInstant(startS, zone), end: typeInstant(startS + length, zone) };
          expect(readRange(typed, zone)).toEqual(ok({ kind: 'absolute', startS, endS: startS + length }));
        },
      ),
    );
  });
});

describe('instantsOf', () => {
  test('gives the minutes of two days that show a time, as one finds them by looking at each clock', () => {
    fc.assert(
      fc.property(anyMinute(), fc.constantFrom(...ZONES), (minute, zone) => {
        const wall = new Date(minute * MINUTE * 1000).toISOString();
        const local = { day: wall.slice(0, 10), time: wall.slice(11, 16) };
        expect(instantsOf(local, zone)).toEqual(looked(local, minute * MINUTE, zone));
      }),
      { numRuns: 60 },
    );
  });
});

/** Every instant near a minute at which a clock of the zone shows a local time. */
function looked(local: { readonly day: string; readonly time: string }, near: number, zone: string) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const found: number[] = [];
  for (let seconds = near - 30 * 3600; seconds <= near + 30 * 3600; seconds += MINUTE) {
    if (format.format(seconds * 1000) === `${local.day} ${local.time}`) {
      found.push(seconds);
    }
  }
  return found;
}

/** Minutes of any day, and of nights in which clocks change. */
function anyMinute(): fc.Arbitrary<number> {
  const nights = [
    '2026-03-29',
    '2026-10-25',
    '2026-10-04',
    '2026-04-05',
    '2026-04-24',
    '2026-09-06',
    '2011-12-30',
  ];
  return fc.oneof(
    fc.integer({ min: 0, max: 66_000_000 }),
    fc
      .tuple(fc.constantFrom(...nights), fc.integer({ min: -120, max: 300 }))
      .map(([night, minutes]) => Date.parse(`${night}T00:00Z`) / 1000 / MINUTE + minutes),
  );
}
