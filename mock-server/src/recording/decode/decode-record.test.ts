import { describe, expect, test } from 'vitest';

import { event, flow, T0 } from '../../../test/flow-builder.ts';
import { decodeRecord } from './decode-record.ts';

const S = T0 / 1000;

describe('decodeRecord', () => {
  test('hands back what is right already, itself', () => {
    const whole = flow({ TimeReceived: S + 6, Odd: { a: [null] }, SrcK8S_Name: '17' });
    expect(decodeRecord(whole)).toEqual({ ok: true, value: whole });
    expect(decodeRecord(whole)).toHaveProperty(
      'value',
      expect.toSatisfy((value) => value === whole),
    );
  });

  test('leaves events as they are', () => {
    expect(decodeRecord(event('heartbeat'))).toEqual({ ok: true, value: event('heartbeat') });
  });

  test.each([
    ['ms', T0],
    ['s', S],
    ['µs', T0 * 1000],
    ['ns', T0 * 1_000_000],
    ['text in ms', String(T0)],
    ['text in ns', `${T0}000000`],
    ['s with a fraction', S + 0.001],
  ])('takes an end in %s', (unit, end) => {
    const ms = unit === 's with a fraction' ? T0 + 1 : T0;
    expect(decodeRecord({ TimeFlowStartMs: end, TimeFlowEndMs: end })).toEqual({
      ok: true,
      value: { TimeFlowStartMs: ms, TimeFlowEndMs: ms },
    });
  });

  test.each([
    [
      'TimeFlowStart and TimeFlowEnd',
      { TimeFlowStart: S, TimeFlowEnd: S + 5 },
      { TimeFlowStartMs: T0, TimeFlowEndMs: T0 + 5000 },
    ],
    ['TimeFlowEnd in ms', { TimeFlowEnd: T0 + 5000 }, { TimeFlowEnd: S + 5, TimeFlowEndMs: T0 + 5000 }],
    ['TimeReceived alone', { TimeReceived: S }, { TimeReceived: S, TimeFlowEndMs: T0 }],
    [
      'TimeReceived in ms',
      { TimeReceived: T0 + 7, TimeFlowEndMs: T0 },
      { TimeReceived: S, TimeFlowEndMs: T0 },
    ],
  ])('takes %s', (_name, fields, expected) => {
    expect(decodeRecord(fields)).toMatchObject({ ok: true, value: expected });
  });

  test('makes numbers of text in fields that hold numbers, and in no others', () => {
    const fields = {
      Bytes: '12',
      SrcPort: ' 80',
      DnsLatencyMs: '1.5',
      Packets: 'many',
      DstPort: '',
      DnsName: '5',
      X: '6',
    };
    expect(decodeRecord({ ...fields, TimeFlowEndMs: T0 })).toEqual({
      ok: true,
      value: {
        Bytes: 12,
        SrcPort: 80,
        DnsLatencyMs: 1.5,
        Packets: 'many',
        DstPort: '',
        DnsName: '5',
        X: '6',
        TimeFlowEndMs: T0,
      },
    });
  });

  test.each([
    ['a text', 'x', 'not a JSON object'],
    ['a list', [flow()], 'not a JSON object'],
    ['null', null, 'not a JSON object'],
    ['no time', { Bytes: 1 }, 'no TimeFlowEndMs, TimeFlowEnd or TimeReceived'],
    [
      'a time of the wrong type',
      { TimeFlowEndMs: 'yesterday' },
      'no TimeFlowEndMs, TimeFlowEnd or TimeReceived',
    ],
    [
      'a clock that was never set',
      { TimeFlowEndMs: 12 },
      'its time 12 is not a time of these days in s, ms, µs or ns',
    ],
    ['no number', { TimeFlowEndMs: null }, 'no TimeFlowEndMs, TimeFlowEnd or TimeReceived'],
  ])('refuses %s', (_name, value, error) => {
    expect(decodeRecord(value)).toEqual({ ok: false, error });
  });
});
