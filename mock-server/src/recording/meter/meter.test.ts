import { describe, expect, test } from 'vitest';

import { Meter } from './meter.ts';
import type { Packet } from './packet.ts';
import { dnsQuery, packet, portless, reply, T0_US, tcpPacket } from './testing/packets.ts';

function meter(
  parts: { readonly socketInterfaces?: ReadonlySet<string>; readonly deliveryUs?: number } = {},
) {
  return new Meter({ agentIp: '10.0.0.11', evictionPhaseUs: T0_US, ...parts });
}

function flowsOf(packets: readonly Packet[], metering = meter()) {
  return [...packets.flatMap((one) => metering.push(one)), ...metering.flush()];
}

describe('Meter', () => {
  test('makes one flow log of the packets of a 5-tuple, in the names and units of the agent', () => {
    expect(flowsOf([packet({ atS: 1.0015 }), packet({ atS: 4.2, bytes: 250, dscp: 46 })])).toEqual([
      {
        TimeFlowStartMs: T0_US / 1000 + 1001,
        TimeFlowEndMs: T0_US / 1000 + 4200,
        TimeReceived: T0_US / 1_000_000 + 5,
        AgentIP: '10.0.0.11',
        Interfaces: ['veth0'],
        IfDirections: [0],
        Etype: 2048,
        SrcMac: '0A:58:0A:00:00:01',
        DstMac: '0A:58:0A:00:00:02',
        SrcAddr: '10.0.0.1',
        DstAddr: '10.0.0.2',
        SrcPort: 1000,
        DstPort: 2000,
        Proto: 17,
        Dscp: 0,
        Bytes: 350,
        Packets: 2,
        Sampling: 1,
      },
    ]);
  });

  test('closes every flow at each eviction, 5 s apart from its phase', () => {
    const flows = flowsOf([packet({ atS: 4.9 }), packet({ atS: 5 }), packet({ atS: 17 })]);
    expect(flows.map((flow) => flow['TimeReceived'])).toEqual(
      [5, 10, 20].map((second) => T0_US / 1_000_000 + second),
    );
  });

  test('dates what was evicted before a silence by its eviction, not by the next packet', () => {
    const metering = meter({ deliveryUs: 400_000 });
    metering.push(packet({ atS: 4.7 }));
    const [flow] = metering.push(packet({ atS: 63 }));
    expect(flow?.['TimeReceived']).toBe(T0_US / 1_000_000 + 5);
  });

  test('keeps the directions of a conversation apart', () => {
    const flows = flowsOf([packet(), reply(packet())]);
    expect(flows.map((flow) => [flow['SrcAddr'], flow['SrcPort']])).toEqual([
      ['10.0.0.1', 1000],
      ['10.0.0.2', 2000],
    ]);
  });

  test('counts a packet once that passes two interfaces, and names both', () => {
    const [flow, ...others] = flowsOf([
      packet({ atS: 1 }),
      packet({ atS: 1.0001, interface: 'ens5', direction: 1, srcMac: 'aa:aa:aa:aa:aa:aa' }),
    ]);
    expect(others).toEqual([]);
    expect(flow).toMatchObject({
      Packets: 1,
      Bytes: 100,
      Interfaces: ['veth0', 'ens5'],
      IfDirections: [0, 1],
    });
    expect(flow?.['SrcMac']).toBe('0A:58:0A:00:00:01');
  });

  test('does not count a packet again whose second sighting falls behind the eviction', () => {
    const flows = flowsOf([
      packet({ atS: 4.99999 }),
      packet({ atS: 5.00001, interface: 'ens5', direction: 1 }),
    ]);
    expect(flows).toHaveLength(1);
    expect(flows[0]).toMatchObject({ Packets: 1, Interfaces: ['veth0'] });
  });

  test('ORs the classes of TCP packets', () => {
    const flows = flowsOf([0x02, 0x10, 0x18, 0x11].map((flags) => tcpPacket({}, { flags })));
    expect(flows[0]?.['Flags']).toBe(0x02 | 0x10 | 0x200);
  });

  test('tells ICMP by type and code, without ports and flags', () => {
    const bare = portless({ proto: 1, icmp: { type: 8, code: 0 } });
    const flows = flowsOf([bare, { ...bare, icmp: { type: 3, code: 1 } }]);
    expect(flows.map((flow) => [flow['IcmpType'], flow['IcmpCode']])).toEqual([
      [8, 0],
      [3, 1],
    ]);
    expect(flows[0]).not.toHaveProperty('SrcPort');
    expect(flows[0]).not.toHaveProperty('Flags');
  });

  test('puts DNS fields on the flow of the answer alone', () => {
    const [query, answer] = flowsOf([dnsQuery(1), reply(dnsQuery(1.0123, { flags: 0x8183 }))]);
    expect(query).not.toHaveProperty('DnsId');
    expect(answer).toMatchObject({
      DnsId: 7,
      DnsFlags: 0x8183,
      DnsFlagsResponseCode: 'NXDomain',
      DnsLatencyMs: 12,
      DnsName: 'shop.example',
    });
    expect(answer).not.toHaveProperty('DnsErrno');
  });

  test('gives the longest round trip time of the window to what a socket receives', () => {
    const packets = [
      tcpPacket({ atS: 1 }, { flags: 0x18, seq: 1, payloadBytes: 10 }),
      reply(tcpPacket({ atS: 1.004 }, { flags: 0x10, ack: 11 })),
    ];
    const [sent, received] = flowsOf(packets, meter({ socketInterfaces: new Set(['veth0']) }));
    expect(sent).not.toHaveProperty('TimeFlowRttNs');
    expect(received?.['TimeFlowRttNs']).toBe(4_000_000);
    expect(flowsOf(packets).some((flow) => 'TimeFlowRttNs' in flow)).toBe(false);
  });

  test('takes IP alone', () => {
    expect(flowsOf([packet({ etherType: 0x0806 })])).toEqual([]);
  });

  test('has nothing to say of nothing', () => {
    expect(meter().flush()).toEqual([]);
  });

  test('leaves out what a capture file does not tell', () => {
    const unknown = new Meter({ evictionPhaseUs: T0_US });
    unknown.push(packet({ interface: undefined, direction: undefined, srcMac: '', dstMac: '' }));
    unknown.push(packet({ interface: undefined, direction: undefined, srcMac: '', dstMac: '', atS: 1 }));
    const [flow] = unknown.flush();
    expect(flow).toMatchObject({ Packets: 2, Bytes: 200 });
    for (const field of ['AgentIP', 'Interfaces', 'IfDirections', 'SrcMac', 'DstMac']) {
      expect(flow).not.toHaveProperty(field);
    }
  });

  test('tells the interface where its direction is not known', () => {
    const unknown = new Meter({ evictionPhaseUs: T0_US });
    unknown.push(packet({ direction: undefined }));
    const [flow] = unknown.flush();
    expect(flow).toMatchObject({ Interfaces: ['veth0'] });
    expect(flow).not.toHaveProperty('IfDirections');
  });
});
