import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Flow } from '#model/flow.ts';

import { Meter } from './meter.ts';
import type { Packet } from './packet.ts';
import { ETHER_TYPES, PROTOCOLS } from './packet.ts';
import { packet, portless, T0_US } from './testing/packets.ts';

type Sizes = { readonly id: number; readonly isIpv6: boolean; readonly bytes: readonly number[] };

/** Datagrams of several fragments within a second, each from a port of its own. */
const anyDatagrams = fc.uniqueArray(
  fc.record({
    id: fc.nat(5),
    isIpv6: fc.boolean(),
    bytes: fc.array(fc.integer({ min: 60, max: 1514 }), { minLength: 1, maxLength: 5 }),
  }),
  { selector: ({ id, isIpv6 }) => `${id} ${String(isIpv6)}`, maxLength: 6 },
);

function fragmentsOf({ id, isIpv6, bytes }: Sizes): readonly Packet[] {
  const addresses = isIpv6
    ? { etherType: ETHER_TYPES.ipv6, srcAddr: 'fd00::1', dstAddr: 'fd00::2' }
    : { etherType: ETHER_TYPES.ipv4 };
  return bytes.map((size, index) => {
    const parts = {
      ...addresses,
      bytes: size,
      fragment: { id: String(id), isFirst: index === 0 },
      timeUs: T0_US + index,
    };
    return index === 0 ? packet({ ...parts, srcPort: 1000 + id }) : portless(parts);
  });
}

function metered(packets: readonly Packet[]): readonly Flow[] {
  const meter = new Meter({ evictionPhaseUs: T0_US });
  return [...packets.flatMap((one) => meter.push(one)), ...meter.flush()];
}

function countsOf(flows: readonly Flow[]) {
  return flows
    .map(({ SrcAddr, SrcPort, Proto, Packets, Bytes }) => ({ SrcAddr, SrcPort, Proto, Packets, Bytes }))
    .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

describe('fragments', () => {
  test('belong to the flow of their first one, in whatever order they come', () => {
    const anyTraffic = anyDatagrams.chain((datagrams) => {
      const packets = datagrams.flatMap(fragmentsOf);
      return fc.record({
        datagrams: fc.constant(datagrams),
        packets: fc.shuffledSubarray(packets, { minLength: packets.length }),
      });
    });
    fc.assert(
      fc.property(anyTraffic, ({ datagrams, packets }) => {
        const whole = datagrams.map(({ id, isIpv6, bytes }) => ({
          SrcAddr: isIpv6 ? 'fd00::1' : '10.0.0.1',
          SrcPort: 1000 + id,
          Proto: PROTOCOLS.udp,
          Packets: bytes.length,
          Bytes: bytes.reduce((sum, size) => sum + size, 0),
        }));
        expect(countsOf(metered(packets))).toEqual(countsOf(whole));
      }),
    );
  });

  test('whose first one was not captured are a flow without ports, and none is lost', () => {
    fc.assert(
      fc.property(anyDatagrams, (datagrams) => {
        const later = datagrams.flatMap((datagram) => fragmentsOf(datagram).slice(1));
        const flows = metered(later);
        expect(flows.reduce((sum, { Packets }) => sum + Number(Packets), 0)).toBe(later.length);
        expect(flows.filter((flow) => 'SrcPort' in flow)).toEqual([]);
      }),
    );
  });

  test('have the type and code of ICMP of their first one, also behind an eviction', () => {
    const icmp = { type: 8, code: 0 };
    const parts = { proto: PROTOCOLS.icmp, fragment: { id: '7', isFirst: false } };
    const first = portless({ ...parts, fragment: { id: '7', isFirst: true }, icmp, atS: 4.9 });
    expect(metered([first, portless({ ...parts, atS: 5.1 })])).toMatchObject([
      { IcmpType: 8, IcmpCode: 0, Packets: 1 },
      { IcmpType: 8, IcmpCode: 0, Packets: 1 },
    ]);
  });

  test('of a datagram with the same number a minute later are not of the first one', () => {
    const fragment = { id: '7', isFirst: false };
    const first = packet({ fragment: { id: '7', isFirst: true } });
    const other = packet({ atS: 66 });
    const [, , late] = metered([first, other, portless({ fragment, atS: 70 })]);
    expect(late).not.toHaveProperty('SrcPort');
  });
});
