import { describe, expect, test } from 'vitest';

import type { Flow } from '#model/flow.ts';

import { parseConntrackEvent, withTranslations } from './translations.ts';

const TO_SERVICE =
  '[1795423653.498512]\t    [NEW] ipv4     2 tcp      6 120 SYN_SENT src=10.1.1.2 dst=172.30.0.1 sport=54098 dport=80 [UNREPLIED] src=10.1.2.2 dst=10.1.1.2 sport=8080 dport=54098 zone=5';
const TO_OUTSIDE =
  '[1795423654.000001]\t [UPDATE] ipv4     2 udp      17 30 src=10.1.1.2 dst=203.0.113.53 sport=4000 dport=53 src=203.0.113.53 dst=10.0.0.11 sport=53 dport=61000 mark=0';

/** The flow log of a connection to the service, so many seconds after its first packet. */
function flow(atS: number, parts: Flow = {}): Flow {
  return {
    TimeFlowEndMs: 1795423653498 + atS * 1000,
    SrcAddr: '10.1.1.2',
    SrcPort: 54098,
    DstAddr: '172.30.0.1',
    DstPort: 80,
    Proto: 6,
    ...parts,
  };
}

/** The same connection's event at another time, translated to another pod. */
function eventAt(second: number, pod: string): string {
  return TO_SERVICE.replace('1795423653', String(1795423653 + second)).replace('10.1.2.2', pod);
}

function translated(lines: readonly string[], one: Flow): Flow {
  return withTranslations(lines.flatMap((line) => parseConntrackEvent(line) ?? []))(one);
}

describe('parseConntrackEvent', () => {
  test('reads the ends of the first packet, what they became, and the zone', () => {
    expect(parseConntrackEvent(TO_SERVICE)).toEqual({
      atMs: 1795423653498,
      proto: 6,
      original: { srcAddr: '10.1.1.2', srcPort: 54098, dstAddr: '172.30.0.1', dstPort: 80 },
      translated: { srcAddr: '10.1.1.2', srcPort: 54098, dstAddr: '10.1.2.2', dstPort: 8080 },
      zoneId: 5,
    });
  });

  test('reads a translated source, in the zone that has no number', () => {
    expect(parseConntrackEvent(TO_OUTSIDE)).toMatchObject({
      proto: 17,
      translated: { srcAddr: '10.0.0.11', srcPort: 61000, dstAddr: '203.0.113.53', dstPort: 53 },
      zoneId: 0,
    });
  });

  test.each([
    [
      'a connection that is not translated',
      TO_SERVICE.replace('src=10.1.2.2', 'src=172.30.0.1').replace('8080', '80'),
    ],
    ['a protocol without ports', TO_SERVICE.replaceAll(/ [sd]port=\d+/g, '')],
    ['the end of a connection', TO_SERVICE.replace('NEW', 'DESTROY')],
    ['what the program says besides', 'conntrack v1.4.7 (conntrack-tools): 3 flow events have been shown.'],
  ])('leaves out %s', (_name, line) => {
    expect(parseConntrackEvent(line)).toBeUndefined();
  });
});

describe('withTranslations', () => {
  test('puts the translation on flow logs with the ends of the first packet', () => {
    expect(translated([TO_SERVICE], flow(3))).toEqual({
      ...flow(3),
      ZoneId: 5,
      XlatSrcAddr: '10.1.1.2',
      XlatSrcPort: 54098,
      XlatDstAddr: '10.1.2.2',
      XlatDstPort: 8080,
    });
  });

  test('leaves answers, other connections and other protocols alone', () => {
    const answer = flow(3, { SrcAddr: '172.30.0.1', SrcPort: 80, DstAddr: '10.1.1.2', DstPort: 54098 });
    for (const other of [answer, flow(3, { SrcPort: 54099 }), flow(3, { Proto: 17 })]) {
      expect(translated([TO_SERVICE], other)).toBe(other);
    }
  });

  test('takes the connection that a port belonged to at the time, which the kernel tells a little later', () => {
    const lines = [eventAt(0, '10.1.2.2'), eventAt(60, '10.1.2.3')];
    const pods = [-0.4, 58, 59.9, 80].map((atS) => translated(lines, flow(atS))['XlatDstAddr']);
    expect(pods).toEqual(['10.1.2.2', '10.1.2.2', '10.1.2.3', '10.1.2.3']);
  });

  test('knows nothing of a connection before it was told', () => {
    expect(translated([TO_SERVICE], flow(-2))).toEqual(flow(-2));
  });
});
