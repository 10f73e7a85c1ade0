import { describe, expect, test } from 'vitest';

import { SmoothedRtt } from './smoothed-rtt.ts';

const SYN = 0x02;
const ACK = 0x10;

function data(seq: number, payloadBytes: number) {
  return { flags: ACK, seq, ack: 0, payloadBytes };
}

function acknowledged(ack: number) {
  return { flags: ACK, seq: 0, ack, payloadBytes: 0 };
}

describe('SmoothedRtt', () => {
  test('knows nothing before the first answer', () => {
    const rtt = new SmoothedRtt();
    rtt.sent(data(100, 10), 1000);
    expect(rtt.received(acknowledged(100), 2000)).toBeUndefined();
  });

  test('takes the first answer as it is', () => {
    const rtt = new SmoothedRtt();
    rtt.sent({ flags: SYN, seq: 99, ack: 0, payloadBytes: 0 }, 1000);
    expect(rtt.received(acknowledged(100), 4000)).toBe(3000);
  });

  test('lets later answers weigh one eighth', () => {
    const rtt = new SmoothedRtt();
    rtt.sent(data(100, 10), 0);
    rtt.received(acknowledged(110), 8000);
    rtt.sent(data(110, 10), 10_000);
    expect(rtt.received(acknowledged(120), 26_000)).toBe(9000);
  });

  test('does not time a segment that was sent twice', () => {
    const rtt = new SmoothedRtt();
    rtt.sent(data(100, 10), 0);
    rtt.sent(data(100, 10), 1_000_000);
    expect(rtt.received(acknowledged(110), 1_001_000)).toBeUndefined();
  });

  test('times one segment at a time, by an answer that covers it', () => {
    const rtt = new SmoothedRtt();
    rtt.sent(data(100, 10), 0);
    rtt.sent(data(110, 10), 500);
    expect(rtt.received(acknowledged(120), 2000)).toBe(2000);
  });

  test('goes on where sequence numbers start over', () => {
    const rtt = new SmoothedRtt();
    rtt.sent(data(2 ** 32 - 5, 10), 0);
    expect(rtt.received(acknowledged(5), 700)).toBe(700);
  });

  test('does not time bare acknowledgements', () => {
    const rtt = new SmoothedRtt();
    rtt.sent(acknowledged(7), 0);
    expect(rtt.received(acknowledged(0), 700)).toBeUndefined();
  });
});
