import { describe, expect, test } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import type { TrafficRecord } from '#model/flow.ts';

import { event, T0 } from '../../../test/flow-builder.ts';
import { connLogWriter } from './conn-log.ts';

function conversation(fields: TrafficRecord = {}): Conversation {
  const [folded] = foldEvents([
    event('endConnection', {
      Packets_AB: 3,
      Packets_BA: 2,
      Bytes_AB: 300,
      Bytes_BA: 200,
      AgentIP: '10.0.1.1',
      ...fields,
    }),
  ]);
  if (folded === undefined) {
    throw new Error('no conversation');
  }
  return folded.conversation;
}

function written(conversations: readonly Conversation[], isTruncated = false): string {
  const writer = connLogWriter({ filters: 'a\tb' }, () => T0);
  return (
    writer.head() + writer.items(conversations) + writer.end({ count: conversations.length, isTruncated })
  );
}

const TYPES: Readonly<Record<string, RegExp>> = {
  time: /^\d+\.\d{6}$/,
  interval: /^\d+\.\d{6}$/,
  string: /^(?:[^\p{Cc}\\]|\\x[\da-f]{2})+$/u,
  addr: /^[\da-f.:]+$/i,
  port: /^\d{1,5}$/,
  enum: /^[a-z_]+$/,
  count: /^\d+$/,
  bool: /^[TF]$/,
  'set[string]': /^\(empty\)$/,
};

/** Zeek's ASCII log, strictly: every line is a header or has each field in the form of its type. */
function parseLog(text: string): readonly Readonly<Record<string, string | undefined>>[] {
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  const headerOf = (name: string) =>
    lines
      .find((line) => line.startsWith(`#${name}\t`))
      ?.split('\t')
      .slice(1) ?? [];
  expect(lines[0]).toBe('#separator \\x09');
  expect([headerOf('set_separator'), headerOf('empty_field'), headerOf('unset_field')]).toEqual([
    [','],
    ['(empty)'],
    ['-'],
  ]);
  expect(headerOf('path')).toEqual(['conn']);
  expect(lines.at(-1)).toMatch(/^#close\t\d{4}(?:-\d\d){5}$/);
  const names = headerOf('fields');
  const types = headerOf('types');
  expect(types).toHaveLength(names.length);
  return lines
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const cells = line.split('\t');
      expect(cells).toHaveLength(names.length);
      cells.forEach((cell, index) => {
        expect(cell === '-' ? 'unset' : cell).toMatch(
          cell === '-' ? /unset/ : (TYPES[types[index] ?? ''] ?? /^$/),
        );
      });
      return Object.fromEntries(
        names.map((name, index) => [name, cells[index] === '-' ? undefined : cells[index]]),
      );
    });
}

describe('connLogWriter', () => {
  test('writes a conversation as a line that Zeek would write', () => {
    expect(parseLog(written([conversation()]))).toEqual([
      {
        ts: '1700000000.000000',
        uid: expect.stringMatching(/^C[\dA-Za-z]{17}$/) as unknown,
        'id.orig_h': '10.0.0.1',
        'id.orig_p': '40000',
        'id.resp_h': '10.0.0.2',
        'id.resp_p': '80',
        proto: 'tcp',
        service: 'http',
        duration: '5.000000',
        conn_state: undefined,
        local_orig: 'T',
        local_resp: 'T',
        orig_pkts: '3',
        orig_ip_bytes: '258',
        resp_pkts: '2',
        resp_ip_bytes: '172',
        tunnel_parents: '(empty)',
      },
    ]);
  });

  test('gives an instance the same name always, and another instance of the same peers another one', () => {
    const uidOf = (fields: TrafficRecord) => parseLog(written([conversation(fields)]))[0]?.['uid'];
    expect(uidOf({ Bytes: 1 })).toBe(uidOf({ Bytes: 2 }));
    expect(uidOf({ TimeFlowStartMs: T0 + 1 })).not.toBe(uidOf({}));
  });

  test.each<[string | undefined, TrafficRecord]>([
    [undefined, {}],
    [undefined, { Flags: [] }],
    [undefined, { Proto: 17, Packets_AB: undefined, Packets_BA: undefined }],
    [undefined, { Flags: ['SYN', 'SYN_ACK', 'FIN', 'ACK'] }],
    [undefined, { Flags: 2 | 16 | 1 | 256 }],
    ['S1', { Flags: 2 | 16 | 256 }],
    [undefined, { Flags: ['SYN', 'SYN_ACK'] }],
    [undefined, { Flags: ['SYN', 'ACK'] }],
    ['S1', { Flags: ['SYN', 'SYN_ACK', 'ACK'] }],
    ['S0', { Flags: ['SYN'], Packets_BA: 0 }],
    ['SH', { Flags: ['SYN', 'FIN'], Packets_BA: 0 }],
    ['RSTOS0', { Flags: ['SYN', 'RST'], Packets_BA: 0 }],
    ['REJ', { Flags: ['SYN', 'RST_ACK'] }],
    [undefined, { Flags: ['SYN', 'RST', 'ACK'] }],
    [undefined, { Flags: ['SYN', 'RST', 'FIN'], Packets_BA: 0 }],
    [undefined, { Flags: ['SYN', 'ACK'], Packets_BA: 0 }],
    ['OTH', { Flags: ['SYN_ACK'], Packets_AB: 0 }],
    [undefined, { Flags: ['SYN_ACK', 'RST'], Packets_AB: 0 }],
    ['OTH', { Flags: ['ACK', 'PSH'] }],
    [undefined, { Flags: ['SYN', 'SYN_ACK', 'RST'] }],
    [undefined, { Flags: ['ACK', 'FIN'] }],
    [undefined, { Proto: undefined }],
    [undefined, { Flags: ['SYN'], Packets_AB: undefined, Packets_BA: undefined }],
    ['SF', { Proto: 17 }],
    ['S0', { Proto: 17, Packets_BA: undefined }],
    ['SHR', { Proto: 17, Packets_AB: undefined }],
    ['OTH', { Proto: 1 }],
  ])('says %s where that is known: %j', (state, fields) => {
    expect(parseLog(written([conversation(fields)]))[0]?.['conn_state']).toBe(state);
  });

  test.each<[string, readonly (string | undefined)[], TrafficRecord]>([
    ['what a capture tells is left out', ['270', '190'], { LinkBytes_AB: 30, LinkBytes_BA: 10 }],
    ['nothing is left out of a link without headers', ['300', '200'], { LinkBytes_AB: 0, LinkBytes_BA: 0 }],
    ['one way has none', ['258', '0'], { Packets_BA: undefined, Bytes_BA: undefined }],
    ['nobody says how bytes were counted', [undefined, undefined], { AgentIP: undefined }],
    [
      'packets were not counted each way',
      [undefined, undefined],
      { Packets_AB: undefined, Packets_BA: undefined },
    ],
    ['bytes were not counted each way', [undefined, undefined], { Bytes_AB: undefined, Bytes_BA: undefined }],
  ])('counts bytes of IP packets: %s', (_name, [forth, back], fields) => {
    const [line] = parseLog(written([conversation(fields)]));
    expect([line?.['orig_ip_bytes'], line?.['resp_ip_bytes']]).toEqual([forth, back]);
  });

  test.each<[string | undefined, TrafficRecord]>([
    ['dns', { Proto: 17, DstPort: 5353, DnsId: 7 }],
    ['ssl', { DstPort: 9999, TLSVersion: 'TLS 1.3' }],
    ['ssl', { DstPort: 443 }],
    ['redis', { DstPort: 6379 }],
    ['shell', { DstPort: 514 }],
    ['syslog', { Proto: 17, DstPort: 514 }],
    [undefined, { Proto: 17, DstPort: 22 }],
    [undefined, { DstPort: 49_999 }],
    [undefined, { Proto: 1, DstPort: 80 }],
  ])('says that %s is spoken: %j', (service, fields) => {
    expect(parseLog(written([conversation(fields)]))[0]?.['service']).toBe(service);
  });

  test('has type and code of ICMP for ports, and none where there are none', () => {
    const ports = { SrcPort: undefined, DstPort: undefined };
    const [ping, other] = parseLog(
      written([
        conversation({ ...ports, Proto: 1, IcmpType: 8, IcmpCode: 0 }),
        conversation({ ...ports, Proto: 47 }),
      ]),
    );
    expect(ping).toMatchObject({ proto: 'icmp', 'id.orig_p': '8', 'id.resp_p': '0' });
    expect(other).toMatchObject({ proto: 'unknown_transport', 'id.orig_p': '0', 'id.resp_p': '0' });
  });

  test('keeps hostile text in its field', () => {
    const line = written([conversation({ SrcAddr: 'a\tb\n#close\\', DstAddr: '-' })])
      .split('\n')
      .find((one) => one.startsWith('1'));
    expect(line?.split('\t').slice(2, 6)).toEqual(['a\\x09b\\x0a#close\\x5c', '40000', '\\x2d', '80']);
  });

  test('says in its header what was asked for, and before its end that more match', () => {
    expect(written([])).toMatch(/\n#query\tfilters=a%09b\n/);
    expect(written([])).not.toContain('#truncated');
    expect(written([conversation()], true)).toMatch(
      /\n#truncated\tat 1: more match\n#close\t2023-11-14-22-13-20\n$/,
    );
  });
});
