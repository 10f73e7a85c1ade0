import { describe, expect, test } from 'vitest';

import type { Flow } from '#model/flow.ts';

import type { DroppedPacket } from './drops.ts';
import { DROP_FIELDS, parseDropLine, withDrops } from './drops.ts';

const T0_US = Date.UTC(2026, 10, 23, 8, 47, 33) * 1000;
const SYN_LINE = 'Nov 23, 2026 08:47:33.498453000 UTC\t10.1.1.2\t10.1.2.2\t6\t60\t54112\t8080\t\t\t0x0002';
const REPORTER = { agentIp: '10.0.0.11', receivedS: (timeUs: number) => Math.ceil(timeUs / 5_000_000) * 5 };

function drop(atS: number, parts: Partial<DroppedPacket> = {}): DroppedPacket {
  return {
    timeUs: T0_US + atS * 1_000_000,
    srcAddr: '10.1.1.2',
    dstAddr: '10.1.2.2',
    proto: 6,
    srcPort: 54112,
    dstPort: 8080,
    bytes: 60,
    tcpFlags: 0x02,
    ...parts,
  };
}

/** The flow log of the same 5-tuple that was received with what happened at a second. */
function flowAt(atS: number): Flow {
  return {
    TimeReceived: REPORTER.receivedS(T0_US + atS * 1_000_000),
    SrcAddr: '10.1.1.2',
    SrcPort: 54112,
    DstAddr: '10.1.2.2',
    DstPort: 8080,
    Proto: 6,
    Packets: 7,
  };
}

describe('parseDropLine', () => {
  test.each([
    SYN_LINE,
    SYN_LINE.replace('Nov 23, 2026 08:47:33.498453000 UTC', '2026-11-23T08:47:33.498453000Z'),
  ])('reads a dropped segment, its time to the microsecond: %s', (line) => {
    expect(line.split('\t')).toHaveLength(DROP_FIELDS.length);
    expect(parseDropLine(line)).toEqual(drop(0.498453));
  });

  test('reads a dropped datagram, which has no flags', () => {
    const line = SYN_LINE.replace('\t6\t', '\t17\t').replace('54112\t8080\t\t\t0x0002', '\t\t4000\t53\t');
    expect(parseDropLine(line)).toMatchObject({ proto: 17, srcPort: 4000, dstPort: 53, tcpFlags: 0 });
  });

  test.each([SYN_LINE.replace('54112\t8080', '\t'), SYN_LINE.replace(/^[^\t]*/, ''), ''])(
    'leaves out what has no ports or no time: %s',
    (line) => {
      expect(parseDropLine(line)).toBeUndefined();
    },
  );
});

describe('withDrops', () => {
  test('adds number, bytes and the latest flags to the flow log of the 5-tuple and eviction', () => {
    const drops = [drop(1), drop(2, { bytes: 1400, tcpFlags: 0x18 })];
    expect(withDrops([flowAt(1)], drops, REPORTER)).toEqual([
      {
        ...flowAt(1),
        PktDropBytes: 1460,
        PktDropPackets: 2,
        PktDropLatestFlags: 0x10,
        PktDropLatestState: 'TCP_INVALID_STATE',
        PktDropLatestDropCause: 'SKB_DROP_REASON_NETFILTER_DROP',
      },
    ]);
  });

  test('leaves flow logs of other evictions and 5-tuples as they are, and reports those drops by themselves', () => {
    const flows = [flowAt(20), { ...flowAt(1), SrcPort: 1 }];
    const [...all] = withDrops(flows, [drop(1), drop(1.2)], REPORTER);
    expect(all.slice(0, 2)).toEqual(flows);
    expect(all.slice(2)).toEqual([
      {
        TimeFlowStartMs: T0_US / 1000 + 1000,
        TimeFlowEndMs: T0_US / 1000 + 1200,
        TimeReceived: flowAt(1)['TimeReceived'],
        AgentIP: '10.0.0.11',
        Etype: 2048,
        SrcMac: '00:00:00:00:00:00',
        DstMac: '00:00:00:00:00:00',
        SrcAddr: '10.1.1.2',
        DstAddr: '10.1.2.2',
        Proto: 6,
        SrcPort: 54112,
        DstPort: 8080,
        Flags: 0,
        Dscp: 0,
        PktDropBytes: 120,
        PktDropPackets: 2,
        PktDropLatestFlags: 0x02,
        PktDropLatestState: 'TCP_INVALID_STATE',
        PktDropLatestDropCause: 'SKB_DROP_REASON_NETFILTER_DROP',
      },
    ]);
  });

  test('counts every dropped packet once', () => {
    const drops = [0, 1, 4, 6, 11, 12].map((atS) => drop(atS, { srcPort: 54112 + (atS % 2) }));
    const flows = withDrops([flowAt(1), flowAt(6)], drops, REPORTER);
    const counts = flows.map((flow) => Number(flow['PktDropPackets'] ?? 0));
    expect(counts.reduce((total, count) => total + count, 0)).toBe(drops.length);
  });
});
