import { describe, expect, test } from 'vitest';

import { RttTracker } from './rtt-tracker.ts';
import { reply, tcpPacket } from './testing/packets.ts';

const SYN = 0x02;
const SYN_ACK = 0x12;
const ACK = 0x10;

describe('RttTracker', () => {
  test('times a client by the handshake, and tells it with what the client receives next', () => {
    const rtt = new RttTracker();
    const syn = tcpPacket({ atS: 0 }, { flags: SYN, seq: 10 });
    const synAck = { ...reply(tcpPacket({ atS: 0.003 }, { flags: SYN_ACK, seq: 50, ack: 11 })) };
    const data = { ...reply(tcpPacket({ atS: 0.004 }, { flags: ACK, seq: 51, ack: 11, payloadBytes: 5 })) };
    expect(rtt.observe(syn)).toBeUndefined();
    expect(rtt.observe(synAck)).toBeUndefined();
    expect(rtt.observe(data)).toBe(3000);
  });

  test('times a server by its SYN-ACK', () => {
    const rtt = new RttTracker();
    const syn = tcpPacket({ atS: 0, direction: 1 }, { flags: SYN, seq: 10 });
    const synAck = reply(tcpPacket({ atS: 0.001, direction: 1 }, { flags: SYN_ACK, seq: 50, ack: 11 }));
    const ack = tcpPacket({ atS: 0.003, direction: 1 }, { flags: ACK, seq: 11, ack: 51 });
    rtt.observe(syn);
    rtt.observe(synAck);
    expect(rtt.observe(ack)).toBe(2000);
  });

  test('starts over when the port is used again', () => {
    const rtt = new RttTracker();
    const opening = (atS: number) => tcpPacket({ atS, direction: 1 }, { flags: SYN, seq: 10 });
    rtt.observe(opening(0));
    rtt.observe(reply(tcpPacket({ atS: 0, direction: 1 }, { flags: SYN_ACK, seq: 50, ack: 11 })));
    rtt.observe(tcpPacket({ atS: 0.5, direction: 1 }, { flags: ACK, seq: 11, ack: 51 }));
    rtt.observe(opening(20));
    rtt.observe(reply(tcpPacket({ atS: 20, direction: 1 }, { flags: SYN_ACK, seq: 5, ack: 11 })));
    expect(rtt.observe(tcpPacket({ atS: 20.001, direction: 1 }, { flags: ACK, seq: 11, ack: 6 }))).toBe(1000);
  });

  test('forgets what was silent for long', () => {
    const rtt = new RttTracker();
    const data = tcpPacket({ atS: 0 }, { flags: ACK, seq: 1, payloadBytes: 9 });
    const answer = reply(tcpPacket({ atS: 1 }, { flags: ACK, ack: 10 }));
    rtt.observe(data);
    rtt.forgetIdle(data.timeUs + 3_600_000_000);
    expect(rtt.observe(answer)).toBeUndefined();
  });
});
