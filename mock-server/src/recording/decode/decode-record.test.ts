import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { event, flow, T0 } from '../../../test/flow-builder.ts';
import { decodeRecord } from './decode-record.ts';

const S = T0 / 1000;

/** What a value decodes to when nothing is wrong with it. */
const right = (record: TrafficRecord) => ({ ok: true, value: { record, oddities: [] } });

describe('decodeRecord', () => {
  test('hands back what is right already, itself', () => {
    const whole = flow({ TimeReceived: S + 6, Odd: { a: [null] }, SrcK8S_Name: '17' });
    expect(decodeRecord(whole)).toEqual(right(whole));
    expect(decodeRecord(whole)).toHaveProperty(
      'value.record',
      expect.toSatisfy((value) => value === whole),
    );
  });

  test('leaves events as they are', () => {
    expect(decodeRecord(event('heartbeat'))).toEqual(right(event('heartbeat')));
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
    expect(decodeRecord({ TimeFlowStartMs: end, TimeFlowEndMs: end })).toEqual(
      right({ TimeFlowStartMs: ms, TimeFlowEndMs: ms }),
    );
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
    expect(decodeRecord(fields)).toMatchObject({ ok: true, value: { record: expected, oddities: [] } });
  });

  test('makes numbers of text in fields that hold numbers, and in no others', () => {
    const fields = {
      Bytes: '12',
      SrcPort: ' 80',
      DnsLatencyMs: '1.5',
      DstPort: '',
      DnsName: '5',
      X: '6',
    };
    expect(decodeRecord({ ...fields, TimeFlowEndMs: T0 })).toEqual(
      right({
        Bytes: 12,
        SrcPort: 80,
        DnsLatencyMs: 1.5,
        DstPort: '',
        DnsName: '5',
        X: '6',
        TimeFlowEndMs: T0,
      }),
    );
  });

  test.each([
    ['Bytes', '1,000', 1000],
    ['Bytes', '1.000', 1000],
    ['Bytes', '1 234 567', 1_234_567],
    ['Bytes', '1.5 kB', 1500],
    ['Bytes', '1,5 KB', 1500],
    ['Bytes', '2 MiB', 2 * 2 ** 20],
    ['Bytes', '12 bytes', 12],
    ['Packets', '3', 3],
    ['Packets', '1.2k', 1200],
    ['Proto', 'TCP', 6],
    ['Proto', 'udp', 17],
    ['Proto', 'ICMPv6', 58],
    ['Proto', '132', 132],
    ['Etype', '0x86dd', 0x86dd],
    ['Etype', 'IPv4', 0x0800],
    ['DnsLatencyMs', '1,5', 1.5],
    ['DnsLatencyMs', '1,250', 1250],
    ['SrcPort', 'none', 'none'],
  ])('reads %s of %j as %j', (field, text, value) => {
    expect(decodeRecord({ [field]: text, TimeFlowEndMs: T0 })).toEqual(
      right({ [field]: value, TimeFlowEndMs: T0 }),
    );
  });

  test('takes a comma for that of a fraction where the file has those, but in what is counted', () => {
    const fields = { DnsLatencyMs: '1,250', Bytes: '1,250', TimeFlowEndMs: T0 };
    expect(decodeRecord(fields, { hasDecimalComma: true })).toEqual(
      right({ DnsLatencyMs: 1.25, Bytes: 1250, TimeFlowEndMs: T0 }),
    );
  });

  test.each([
    ['negative', -100, 'Bytes is -100'],
    ['text that is no number', 'many', 'Bytes is "many"'],
    ['NaN as text', 'NaN', 'Bytes is "NaN"'],
    ['negative text', '-5', 'Bytes is "-5"'],
    ['infinite', Infinity, 'Bytes is null'],
    ['a list', [1], 'Bytes is [1]'],
    ['true', true, 'Bytes is true'],
  ])('takes a counter out that is %s, and tells', (_name, value, detail) => {
    expect(decodeRecord({ Bytes: value, Packets: 1, TimeFlowEndMs: T0 })).toEqual({
      ok: true,
      value: {
        record: { Packets: 1, TimeFlowEndMs: T0 },
        oddities: [{ code: 'counters-unknown', detail }],
      },
    });
  });

  test.each([
    ['a counter as null', { Bytes: null }],
    ['round-trip times and codes that are negative', { DnsErrno: -1 }],
  ])('leaves %s as it is', (_name, fields) => {
    expect(decodeRecord({ ...fields, TimeFlowEndMs: T0 })).toEqual(right({ ...fields, TimeFlowEndMs: T0 }));
  });

  test.each([
    ['0', 0],
    ['negative', -1],
    ['a day after 1970', 86_400_000],
    ['in 2042', Date.UTC(2042, 5, 1)],
    ['after its end', T0 + 1],
    ['no number', 'soon'],
  ])('places a record by its end whose start is %s, and tells', (_name, start) => {
    const found = { TimeFlowStartMs: start, TimeFlowEndMs: T0, TimeReceived: S };
    expect(decodeRecord(found)).toMatchObject({
      ok: true,
      value: {
        record: { TimeFlowStartMs: T0, TimeFlowEndMs: T0, TimeReceived: S },
        oddities: [{ code: 'start-unknown' }],
      },
    });
  });

  test.each([0, -1, Date.UTC(2042, 5, 1) / 1000])(
    'takes a receipt out that cannot be (%d), and tells',
    (receipt) => {
      expect(decodeRecord({ TimeFlowEndMs: T0, TimeReceived: receipt })).toMatchObject({
        ok: true,
        value: { record: { TimeFlowEndMs: T0 }, oddities: [{ code: 'receipt-unknown' }] },
      });
      expect(decodeRecord({ TimeFlowEndMs: T0, TimeReceived: receipt })).not.toHaveProperty(
        'value.record.TimeReceived',
      );
    },
  );

  test.each([
    ['half of a surrogate pair', { A: 'p\ud800x' }, { A: 'p\ufffdx' }],
    ['the other half', { A: '\udc00' }, { A: '\ufffd' }],
    ['NUL', { A: 'a\0b' }, { A: 'a\ufffdb' }],
    ['such in a list', { A: ['b', 'c\ud800'] }, { A: ['b', 'c\ufffd'] }],
    [
      'such in an object, and in its names',
      { A: { '\ud800': { b: '\0' } } },
      { A: { '\ufffd': { b: '\ufffd' } } },
    ],
    ['such in the name of a field', { 'A\ud800': 1 }, { 'A\ufffd': 1 }],
  ])('replaces %s, which no database and no file in UTF-8 can hold, and tells', (_name, found, mended) => {
    expect(decodeRecord({ ...found, TimeFlowEndMs: T0 })).toMatchObject({
      ok: true,
      value: { record: { ...mended, TimeFlowEndMs: T0 }, oddities: [{ code: 'characters-replaced' }] },
    });
  });

  test('refuses what is nested deeper than anything would read it', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    expect(decodeRecord({ A: deep, TimeFlowEndMs: T0 })).toEqual({
      ok: false,
      error: 'nested deeper than 32 lists and objects',
    });
  });

  test.each([
    [
      'Loki',
      { status: 'error', errorType: 'bad_data', error: 'parse error' },
      'an error of Loki and no flow log: parse error',
    ],
    [
      'Kubernetes',
      { kind: 'Status', message: 'forbidden' },
      'an error of Kubernetes and no flow log: forbidden',
    ],
    ['NetObserv', { message: 'too many' }, 'no flow log; it says: too many'],
  ])('says what an error of %s says', (_name, answer, error) => {
    expect(decodeRecord(answer)).toEqual({ ok: false, error });
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
