import { describe, expect, test } from 'vitest';

import { dnsResponseCode, DnsTracker } from './dns-tracker.ts';
import { dnsQuery, reply, T0_US } from './testing/packets.ts';

const NXDOMAIN = 0x8183;

describe('DnsTracker', () => {
  test('pairs an answer with its query and measures the time between them', () => {
    const tracker = new DnsTracker();
    const query = dnsQuery(0);
    const answer = reply(dnsQuery(0.0215, { flags: NXDOMAIN }));
    expect(tracker.observe(query)).toBeUndefined();
    expect(tracker.observe(answer)).toEqual({
      id: 7,
      flags: NXDOMAIN,
      name: 'shop.example',
      latencyUs: 21_500,
    });
  });

  test('counts from the first sighting of the query to the first of the answer', () => {
    const tracker = new DnsTracker();
    tracker.observe(dnsQuery(0));
    tracker.observe({ ...dnsQuery(0.5), interface: 'ens5', direction: 1 });
    const answer = reply(dnsQuery(2, { flags: 0x8180 }));
    expect(tracker.observe(answer)?.latencyUs).toBe(2_000_000);
    expect(tracker.observe(answer)).toBeUndefined();
  });

  test.each([
    ['the id is another one', reply(dnsQuery(1, { flags: NXDOMAIN, id: 8 }))],
    ['the port is another one', reply({ ...dnsQuery(1, { flags: NXDOMAIN }), srcPort: 999 })],
    ['the server is not at port 53', reply({ ...dnsQuery(1, { flags: NXDOMAIN }), dstPort: 5353 })],
  ])('says nothing of an answer without a query: %s', (_name, answer) => {
    const tracker = new DnsTracker();
    tracker.observe(dnsQuery(0));
    expect(tracker.observe(answer)).toBeUndefined();
  });

  test('forgets queries that nobody answers', () => {
    const tracker = new DnsTracker();
    tracker.observe(dnsQuery(0));
    tracker.forgetIdle(T0_US + 61_000_000);
    expect(tracker.observe(reply(dnsQuery(61, { flags: NXDOMAIN })))).toBeUndefined();
  });
});

describe('dnsResponseCode', () => {
  test.each([
    [0x8180, 'NoError'],
    [0x8182, 'ServFail'],
    [0x8183, 'NXDomain'],
    [0x8185, 'Refused'],
    [0x818f, 'UnDefined'],
  ])('of flags 0x%s', (flags, text) => {
    expect(dnsResponseCode(flags)).toBe(text);
  });
});
