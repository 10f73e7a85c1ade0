import { describe, expect, test } from 'vitest';

import type { Flow } from '#model/flow.ts';

import { printHash } from './fnv64.ts';
import { IdentityReader } from './identity-reader.ts';
import type { NumericKind } from './numeric-kind.ts';

const GROUPS = [
  { name: 'src', fields: ['SrcAddr', 'SrcPort'] },
  { name: 'dst', fields: ['DstAddr', 'DstPort'] },
  { name: 'protocol', fields: ['Proto'] },
];
const BIDIRECTIONAL = { fieldGroupRefs: ['protocol'], fieldGroupARef: 'src', fieldGroupBRef: 'dst' };
const UNIDIRECTIONAL = {
  fieldGroupRefs: ['protocol', 'src', 'dst'],
  fieldGroupARef: '',
  fieldGroupBRef: '',
};

function read(flow: Flow, kind: NumericKind, hash = BIDIRECTIONAL) {
  const missing: string[] = [];
  const reader = new IdentityReader({ fieldGroups: GROUPS, hash }, kind, (field) => missing.push(field));
  const isRead = reader.read(flow);
  return {
    isRead,
    missing,
    id: printHash(reader.high, reader.low),
    a: printHash(reader.aHigh, reader.aLow),
    b: printHash(reader.bHigh, reader.bLow),
  };
}

function tuple(src: string, dst: string, proto: number): Flow {
  const [srcAddr = '', srcPort] = src.split(' ');
  const [dstAddr = '', dstPort] = dst.split(' ');
  return {
    SrcAddr: srcAddr,
    ...(srcPort === undefined ? {} : { SrcPort: Number(srcPort) }),
    DstAddr: dstAddr,
    ...(dstPort === undefined ? {} : { DstPort: Number(dstPort) }),
    Proto: proto,
  };
}

describe('IdentityReader', () => {
  test.each([
    { kind: 'int', src: '10.0.0.1 9001', dst: '10.0.0.2 9002', proto: 6, id: '705baa5149302fa1' },
    { kind: 'uint', src: '10.0.0.1 9001', dst: '10.0.0.2 9002', proto: 6, id: 'f1946032c578aeac' },
    { kind: 'float', src: '10.0.0.1 9001', dst: '10.0.0.2 9002', proto: 6, id: '95dd0cc2cfccf3b0' },
    { kind: 'int', src: '10.0.0.1 9001', dst: '10.0.0.2 9002', proto: 17, id: '70fb44d4ad00d2e2' },
    { kind: 'float', src: '10.129.2.11 46894', dst: '10.129.0.29 8443', proto: 6, id: 'd28db42bcd8aea8f' },
    { kind: 'uint', src: '10.0.0.1 1234', dst: '10.0.0.2 80', proto: 6, id: 'df333207ee2dc123' },
    { kind: 'int', src: '10.0.0.1 1234', dst: '10.0.0.2 80', proto: 6, id: '3e8ba98164baecaf' },
    { kind: 'int', src: '10.0.0.1 1234', dst: '10.0.0.2 80', proto: 17, id: 'bca4c313a1ad1b1c' },
    { kind: 'float', src: '10.0.0.1 1234', dst: '10.0.0.2 80', proto: 6, id: '54362d23b3c981cb' },
    { kind: 'uint', src: '10.0.0.1 51000', dst: '10.0.0.2 443', proto: 6, id: '38d5ca3a97beff7' },
    { kind: 'int', src: '10.0.0.1', dst: '10.0.0.2', proto: 6, id: '7d95e630a0aa8983' },
    { kind: 'uint', src: 'fe80::1 5353', dst: 'ff02::fb 5353', proto: 17, id: 'a70cfa8da4eaf623' },
  ] as const)(
    'names a connection of $kind numbers, $src to $dst by $proto',
    ({ kind, src, dst, proto, id }) => {
      expect(read(tuple(src, dst, proto), kind).id).toBe(id);
      expect(read(tuple(dst, src, proto), kind).id).toBe(id);
    },
  );

  test('tells the directions apart where connections have one', () => {
    const [a, b] = ['10.0.0.1 9001', '10.0.0.2 9002'];

    expect(read(tuple(a, b, 6), 'int', UNIDIRECTIONAL)).toMatchObject({
      id: '705baa5149302fa1',
      a: '0',
      b: '0',
    });
    expect(read(tuple(b, a, 6), 'int', UNIDIRECTIONAL).id).toBe('cc40f571f40f3111');
  });

  test('keeps the hash of either endpoint', () => {
    expect(read(tuple('10.0.0.1 51000', '10.0.0.2 443', 6), 'uint')).toMatchObject({
      a: 'bd1f78cf7729c8a0',
      b: '1d07a39cbc3406e6',
    });
  });

  test('tells apart what differs in addresses, ports or protocol alone', () => {
    const ids = [
      tuple('10.0.0.1 1', '10.0.0.2 2', 6),
      tuple('10.0.0.2 1', '10.0.0.1 2', 6),
      tuple('10.0.0.1 1', '10.0.0.2 2', 17),
    ].map((flow) => read(flow, 'uint').id);

    expect(new Set(ids).size).toBe(3);
  });

  test('reports every absent field and goes on', () => {
    expect(read({ SrcAddr: '10.0.0.1' }, 'uint')).toMatchObject({
      isRead: true,
      missing: ['SrcPort', 'DstAddr', 'DstPort', 'Proto'],
    });
  });

  test.each([[null], [[80]], [{ port: 80 }]])('refuses the key %j, after what it reported', (port) => {
    expect(read({ DstPort: port }, 'uint')).toMatchObject({
      isRead: false,
      missing: ['SrcAddr', 'SrcPort', 'DstAddr'],
    });
  });

  test('gives all flows one name when nothing is hashed', () => {
    const nothing = { fieldGroupRefs: [], fieldGroupARef: '', fieldGroupBRef: '' };

    expect(read(tuple('10.0.0.1 1', '10.0.0.2 2', 6), 'uint', nothing).id).toBe('cbf29ce484222325');
  });
});
