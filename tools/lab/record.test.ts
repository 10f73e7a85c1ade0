import { describe, expect, test } from 'vitest';

import { podInterface, podMac } from './network.ts';
import { directionOn } from './record.ts';
import { TOUR_PODS } from './scenarios/tour-cluster.ts';

const { redis } = TOUR_PODS;

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
