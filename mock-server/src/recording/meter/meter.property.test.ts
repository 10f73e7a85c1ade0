import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Flow } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import { Meter } from './meter.ts';
import type { Packet } from './packet.ts';
import { tcpFlagClass } from './tcp-flags.ts';
import { packet, T0_US, tcpPacket } from './testing/packets.ts';

const PERIOD_US = 5_000_000;

/** A packet of few endpoints, each sighting of its own: no packet passes two interfaces. */
const anyPacket: fc.Arbitrary<Packet> = fc
  .record({
    atS: fc.double({ min: 0, max: 60, noNaN: true }),
    bytes: fc.integer({ min: 54, max: 65_535 }),
    linkBytes: fc.nat(54),
    srcAddr: fc.constantFrom('10.0.0.1', '10.0.0.2'),
    srcPort: fc.constantFrom(1000, 2000),
    flags: fc.option(fc.integer({ min: 0, max: 255 }), { nil: undefined }),
  })
  .map(({ flags, ...parts }) => (flags === undefined ? packet(parts) : tcpPacket(parts, { flags })));

const anyTraffic = fc
  .array(anyPacket, { maxLength: 60 })
  .map((packets) => packets.sort((one, other) => one.timeUs - other.timeUs));

function metered(
  packets: readonly Packet[],
  agent: { readonly agentIp?: string } = { agentIp: '10.0.0.11' },
): readonly Flow[] {
  const meter = new Meter({ ...agent, evictionPhaseUs: T0_US + 1_234_567 });
  return [...packets.flatMap((one) => meter.push(one)), ...meter.flush()];
}

function sum(flows: readonly Flow[], field: string): number {
  return flows.reduce((total, flow) => total + (numberField(flow, field) ?? 0), 0);
}

/** The flow logs that a packet could have been counted in. */
function homesOf(one: Packet, flows: readonly Flow[]): readonly Flow[] {
  const ms = Math.floor(one.timeUs / 1000);
  return flows.filter(
    (flow) =>
      textField(flow, 'SrcAddr') === one.srcAddr &&
      numberField(flow, 'SrcPort') === one.srcPort &&
      numberField(flow, 'Proto') === one.proto &&
      ms >= (numberField(flow, 'TimeFlowStartMs') ?? Infinity) &&
      ms <= (numberField(flow, 'TimeFlowEndMs') ?? -Infinity),
  );
}

describe('Meter', () => {
  test('loses no byte and no packet, and counts none twice', () => {
    fc.assert(
      fc.property(anyTraffic, (packets) => {
        const flows = metered(packets);
        expect(sum(flows, 'Packets')).toBe(packets.length);
        expect(sum(flows, 'Bytes')).toBe(packets.reduce((total, { bytes }) => total + bytes, 0));
      }),
    );
  });

  test('tells what of the bytes is no part of IP packets where no agent is known, and of an agent does not', () => {
    fc.assert(
      fc.property(anyTraffic, (packets) => {
        const flows = metered(packets, {});
        expect(sum(flows, 'LinkBytes')).toBe(packets.reduce((total, { linkBytes }) => total + linkBytes, 0));
        expect(metered(packets)).toEqual(
          flows.map((flow) => {
            const { LinkBytes, ...rest } = flow;
            expect(LinkBytes).toBeTypeOf('number');
            return { ...rest, AgentIP: '10.0.0.11' };
          }),
        );
      }),
    );
  });

  test('has one flow log for each packet, with its class among the flags', () => {
    fc.assert(
      fc.property(anyTraffic, (packets) => {
        const flows = metered(packets);
        for (const one of packets) {
          const homes = homesOf(one, flows);
          const flag = one.tcp === undefined ? 0 : tcpFlagClass(one.tcp.flags);
          expect(homes.length).toBeGreaterThan(0);
          expect(homes.some((flow) => ((numberField(flow, 'Flags') ?? 0) & flag) === flag)).toBe(true);
        }
      }),
    );
  });

  test('sets no flag that no packet of the 5-tuple has', () => {
    fc.assert(
      fc.property(anyTraffic, (packets) => {
        for (const flow of metered(packets)) {
          const classes = packets
            .filter((one) => homesOf(one, [flow]).length > 0)
            .reduce((flags, { tcp }) => flags | (tcp === undefined ? 0 : tcpFlagClass(tcp.flags)), 0);
          expect((numberField(flow, 'Flags') ?? 0) & ~classes).toBe(0);
        }
      }),
    );
  });

  test('never lets a flow log last longer than the period, nor come before its last packet', () => {
    fc.assert(
      fc.property(anyTraffic, (packets) => {
        for (const flow of metered(packets)) {
          const startMs = numberField(flow, 'TimeFlowStartMs') ?? 0;
          const endMs = numberField(flow, 'TimeFlowEndMs') ?? 0;
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          expect(endMs - startMs).toBeLessThanOrEqual(PERIOD_US / 1000);
          expect((numberField(flow, 'TimeReceived') ?? 0) + 1).toBeGreaterThan(endMs / 1000);
        }
      }),
    );
  });

  test('counts what passes two interfaces as if it passed one', () => {
    fc.assert(
      fc.property(anyTraffic, fc.integer({ min: 1, max: 400 }), (packets, gapUs) => {
        const twice = packets
          .flatMap((one) => [
            one,
            { ...one, timeUs: one.timeUs + gapUs, interface: 'ens5', direction: 1 as const },
          ])
          .sort((one, other) => one.timeUs - other.timeUs);
        const flows = metered(twice);
        expect(sum(flows, 'Packets')).toBe(packets.length);
        expect(sum(flows, 'Bytes')).toBe(packets.reduce((total, { bytes }) => total + bytes, 0));
      }),
    );
  });
});
