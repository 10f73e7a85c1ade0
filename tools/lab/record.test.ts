import { describe, expect, test } from 'vitest';

import { packet, T0_US, tcpPacket } from '../../mock-server/src/recording/meter/testing/packets.ts';
import type { DroppedPacket } from './drops.ts';
import { podInterface, podMac } from './network.ts';
import type { NodeCapture } from './record.ts';
import { directionOn, recordFlows } from './record.ts';
import { TOUR_CLUSTER, TOUR_PODS } from './scenarios/tour-cluster.ts';

const { redis } = TOUR_PODS;

/** What the first node of the tour saw. */
function captured(capture: Omit<NodeCapture, 'node'>): readonly NodeCapture[] {
  return TOUR_CLUSTER.nodes.slice(0, 1).map((node) => ({ node, ...capture }));
}

describe('recordFlows', () => {
  test('puts each dropped packet on the flow log that its sighting is counted in, whenever it was', () => {
    const seconds = Array.from({ length: 80 }, (_, index) => index * 0.37);
    const packets = seconds.map((atS) => tcpPacket({ atS }, { flags: 0x02 }));
    const drops = packets.map(({ timeUs, srcAddr, dstAddr }): DroppedPacket => ({
      timeUs: timeUs + 3,
      srcAddr,
      dstAddr,
      srcPort: 1000,
      dstPort: 2000,
      proto: 6,
      bytes: 86,
      tcpFlags: 0x02,
    }));
    const flows = recordFlows(TOUR_CLUSTER, captured({ packets, drops }));
    expect(flows.length).toBeGreaterThan(5);
    for (const flow of flows) {
      expect(flow['PktDropPackets']).toBe(flow['Packets']);
    }
  });

  test('translates, and names the translated ends', () => {
    const original = { srcAddr: '10.0.0.1', srcPort: 1000, dstAddr: '10.0.0.2', dstPort: 2000 };
    const translation = {
      atMs: T0_US / 1000,
      proto: 17,
      original,
      translated: { ...original, dstAddr: redis.ip },
      zoneId: 0,
    };
    const [flow] = recordFlows(TOUR_CLUSTER, captured({ packets: [packet()], translations: [translation] }));
    expect(flow).toMatchObject({ ZoneId: 0, XlatDstAddr: redis.ip, XlatDstK8S_Name: redis.name });
  });
});

describe('directionOn', () => {
  const directionOf = directionOn([redis], '3a:ab:1c:3a:21:1f');

  test.each([
    ['what a pod sends comes into the node', podInterface(redis), podMac(redis), 0],
    ['what a pod gets leaves the node', podInterface(redis), '0a:58:a9:fe:01:01', 1],
    ['what the node sends leaves by the uplink', 'ens5', '3a:ab:1c:3a:21:1f', 1],
    ['what others send comes in by the uplink', 'ens5', 'da:6f:e1:de:0f:91', 0],
  ])('%s', (_name, interfaceName, mac, direction) => {
    expect(directionOf(interfaceName, mac)).toBe(direction);
  });
});

describe('podInterface', () => {
  test('has a length that Linux takes, and differs by pod', () => {
    const names = Object.values(TOUR_PODS).map(podInterface);
    expect(names.every((name) => /^[0-9a-f]{15}$/.test(name))).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('podMac', () => {
  test('is made of the address', () => {
    expect(podMac(redis)).toBe('0a:58:0a:80:00:0f');
  });
});
