import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { EMPTY } from '../reports/lines.ts';
import type { Traffic } from './traffic.ts';
import { bytesSent, endMs, exchangeMs, exchangesBefore, NOTHING, packetsSent, SILENCE } from './traffic.ts';

const anyTraffic: fc.Arbitrary<Traffic> = fc
  .record({
    seed: fc.nat(),
    startMs: fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
    exchanges: fc.integer({ min: 1, max: 200 }),
    intervalMs: fc.double({ min: 1, max: 30_000, noNaN: true }),
    rttUs: fc.integer({ min: 1, max: 100_000 }),
    packets: fc.double({ min: 1, max: 500, noNaN: true }),
    packetBytes: fc.double({ min: 54, max: 1_480, noNaN: true }),
  })
  .map(({ packets, packetBytes, ...traffic }) => ({
    ...traffic,
    protocol: 6,
    ab: { head: NOTHING, packets, packetBytes, flags: 16, tail: NOTHING, extra: EMPTY },
    ba: SILENCE,
  }));

describe('traffic', () => {
  test('counts an exchange from just after it happens', () => {
    fc.assert(
      fc.property(anyTraffic, fc.nat(), (traffic, place) => {
        const exchange = place % traffic.exchanges;
        const happened = exchangeMs(traffic, exchange);
        expect(exchangesBefore(traffic, happened - 0.01)).toBeLessThanOrEqual(exchange);
        expect(exchangesBefore(traffic, happened + 0.01)).toBeGreaterThanOrEqual(exchange + 1);
        expect(happened).toBeLessThan(endMs(traffic));
      }),
    );
  });

  test('has all exchanges behind it at its end, and none before its start', () => {
    fc.assert(
      fc.property(anyTraffic, (traffic) => {
        expect(exchangesBefore(traffic, endMs(traffic) + 1)).toBe(traffic.exchanges);
        expect(exchangesBefore(traffic, traffic.startMs)).toBe(0);
      }),
    );
  });

  test('sends a packet at least in every exchange, each of a size near the average', () => {
    fc.assert(
      fc.property(anyTraffic, fc.nat(), ({ seed, ab, exchanges }, place) => {
        const exchange = place % exchanges;
        const [before, after] = [packetsSent(seed, ab, exchange), packetsSent(seed, ab, exchange + 1)];
        expect(after - before).toBeGreaterThanOrEqual(1);
        const perPacket = (bytesSent(ab, after) - bytesSent(ab, before)) / (after - before);
        expect(Math.abs(perPacket - ab.packetBytes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('sends nothing on a side that is silent', () => {
    expect(packetsSent(1, SILENCE, 10)).toBe(0);
  });
});
