import { describe, expect, test } from 'vitest';

import { packetComments, parseTsharkLine, TSHARK_ARGUMENTS, TSHARK_FIELDS } from './tshark-fields.ts';

type Cells = Readonly<Partial<Record<(typeof TSHARK_FIELDS)[number], string>>>;

const IPV4: Cells = {
  'frame.time_epoch': '1704067200.123456789',
  'frame.interface_name': 'veth0',
  'frame.len': '74',
  'eth.src': '0a:58:0a:80:00:0f',
  'eth.dst': '0a:58:a9:fe:01:01',
  'eth.type': '0x0800',
  'ip.src': '10.128.0.15',
  'ip.dst': '10.129.0.30',
  'ip.proto': '6',
  'ip.dsfield.dscp': '10',
  'ip.len': '60',
};

function parse(cells: Cells) {
  const line = TSHARK_FIELDS.map((field) => cells[field] ?? '').join('\t');
  return parseTsharkLine(line, (_interface, mac) => (mac === '0a:58:0a:80:00:0f' ? 0 : 1));
}

describe('parseTsharkLine', () => {
  test('reads a TCP segment', () => {
    expect(
      parse({
        ...IPV4,
        'tcp.srcport': '6379',
        'tcp.dstport': '41000',
        'tcp.flags': '0x0018',
        'tcp.seq_raw': '4294967290',
        'tcp.ack_raw': '12',
        'tcp.len': '20',
      }),
    ).toEqual({
      timeUs: 1_704_067_200_123_456,
      interface: 'veth0',
      direction: 0,
      etherType: 0x0800,
      srcMac: '0a:58:0a:80:00:0f',
      dstMac: '0a:58:a9:fe:01:01',
      srcAddr: '10.128.0.15',
      dstAddr: '10.129.0.30',
      srcPort: 6379,
      dstPort: 41_000,
      proto: 6,
      bytes: 74,
      linkBytes: 14,
      dscp: 10,
      tcp: { flags: 0x18, seq: 4_294_967_290, ack: 12, payloadBytes: 20 },
    });
  });

  test('reads a DNS answer over UDP and IPv6', () => {
    const packet = parse({
      ...IPV4,
      'eth.type': '0x86dd',
      'eth.src': '0a:58:a9:fe:01:01',
      'ip.src': '',
      'ipv6.src': 'fd01::1',
      'ipv6.dst': 'fd01::2',
      'ipv6.nxt': '17',
      'ipv6.tclass.dscp': '0',
      'udp.srcport': '53',
      'udp.dstport': '33333',
      'dns.id': '0x1f2e',
      'dns.flags': '0x8183',
      'dns.qry.name': 'nobody.example',
    });
    expect(packet).toMatchObject({ srcAddr: 'fd01::1', direction: 1, proto: 17, srcPort: 53 });
    expect(packet?.dns).toEqual({ id: 0x1f2e, flags: 0x8183, name: 'nobody.example' });
  });

  test('reads an ICMP error by its own type, not by the ports that it quotes', () => {
    const packet = parse({
      ...IPV4,
      'ip.proto': '1',
      'icmp.type': '3',
      'icmp.code': '3',
      'udp.srcport': '514',
    });
    expect(packet?.icmp).toEqual({ type: 3, code: 3 });
    expect(packet).not.toHaveProperty('srcPort');
  });

  test('reads times of fewer digits', () => {
    expect(parse({ ...IPV4, 'frame.time_epoch': '1704067200.5' })?.timeUs).toBe(1_704_067_200_500_000);
  });

  test.each([
    ['ARP', { ...IPV4, 'eth.type': '0x0806' }],
    ['a frame cut before its addresses', { ...IPV4, 'ip.src': '' }],
    ['an empty line', {}],
  ])('leaves %s out', (_name, cells) => {
    expect(parse(cells)).toBeUndefined();
  });

  test('asks tshark for the fields that it reads, in their order', () => {
    const asked = TSHARK_ARGUMENTS.filter((_argument, index) => TSHARK_ARGUMENTS[index - 1] === '-e');
    expect(asked).toEqual(TSHARK_FIELDS);
  });
});

describe('parseTsharkLine of captures of any kind', () => {
  const parseFile = (cells: Cells) =>
    parseTsharkLine(TSHARK_FIELDS.map((field) => cells[field] ?? '').join('\t'));
  const UDP: Cells = { ...IPV4, 'ip.proto': '17', 'udp.srcport': '1000', 'udp.dstport': '2000' };
  const IPV6: Cells = {
    'frame.time_epoch': '1704067200.5',
    'frame.len': '90',
    'ipv6.src': 'fd00::1',
    'ipv6.dst': 'fd00::2',
    'ipv6.nxt': '0',
    'ipv6.tclass.dscp': '0',
  };

  test.each<[string, Cells, object]>([
    [
      'VLAN tags',
      { 'eth.type': '0x8100', 'frame.protocols': 'eth:ethertype:vlan:ethertype:ip:udp' },
      { srcPort: 1000 },
    ],
    [
      'no link layer',
      { 'eth.type': '', 'eth.src': '', 'eth.dst': '', 'frame.protocols': 'raw:ip:udp' },
      { srcMac: '' },
    ],
    [
      'a tunnel',
      {
        'frame.protocols': 'eth:ethertype:ip:udp:geneve:eth:ethertype:ip:udp:dns',
        'ip.src': '10.0.0.1\x1f10.128.0.5',
        'udp.dstport': '6081\x1f53',
        'dns.id': '0x0007',
      },
      { srcAddr: '10.0.0.1', dstPort: 6081 },
    ],
    [
      'an interface of its own',
      { 'sll.ifindex': '3', 'sll.pkttype': '4' },
      { interface: 'if3', direction: 1 },
    ],
    ['a direction', { 'frame.packet_flags_direction': '0x00000001' }, { interface: 'veth0', direction: 0 }],
    ['a packet to somebody else', { 'sll.pkttype': '3' }, { direction: undefined }],
    [
      'a remark for an interface',
      { 'frame.interface_name': 'Unknown kubernetes resource' },
      { interface: undefined },
    ],
  ])('reads a packet with %s', (_name, cells, expected) => {
    const packet = parseFile({ ...UDP, ...cells });
    expect(packet).toMatchObject({ proto: 17, etherType: 0x0800, ...expected });
    expect(packet).not.toHaveProperty('dns');
  });

  test.each<[string, Cells, object]>([
    [
      'behind extension headers',
      { 'frame.protocols': 'eth:ipv6:ipv6.hopopts:icmpv6', 'icmpv6.type': '143' },
      { proto: 58 },
    ],
    ['without a header', { 'frame.protocols': 'eth:ipv6:data', 'ipv6.nxt': '59' }, { proto: 59 }],
    [
      'that is a later fragment',
      {
        'frame.protocols': 'eth:ipv6:ipv6.hopopts:ipv6.fraghdr:data',
        'ipv6.nxt': '0',
        'ipv6.fraghdr.nxt': '17',
        'ipv6.fraghdr.ident': '0x4d',
        'ipv6.fraghdr.offset': '2',
        'ipv6.fraghdr.more': '0',
      },
      { proto: 17, fragment: { id: '0x4d', isFirst: false } },
    ],
    [
      'that quotes a fragment',
      {
        'frame.protocols': 'eth:ipv6:icmpv6:ipv6:ipv6.fraghdr:data',
        'icmpv6.type': '3',
        'icmpv6.code': '1',
        'ipv6.fraghdr.offset': '2',
      },
      { proto: 58, icmp: { type: 3, code: 1 } },
    ],
  ])('reads an IPv6 packet %s', (_name, cells, expected) => {
    expect(parseFile({ ...IPV6, ...cells })).toMatchObject({
      etherType: 0x86dd,
      srcAddr: 'fd00::1',
      ...expected,
    });
  });

  test('reads ports of SCTP', () => {
    expect(
      parseFile({ ...IPV4, 'ip.proto': '132', 'sctp.srcport': '5000', 'sctp.dstport': '36412\x1f9' }),
    ).toMatchObject({ proto: 132, srcPort: 5000, dstPort: 36_412 });
  });

  test('gives a fragment but the first no ports and no flags', () => {
    const packet = parseFile(IPV4);
    expect(packet).toMatchObject({ proto: 6 });
    expect(packet).not.toHaveProperty('tcp');
    expect(packet).not.toHaveProperty('srcPort');
  });

  test('reads all comments, unescaped', () => {
    const line = TSHARK_FIELDS.map((field) => (field === 'frame.comment' ? 'a\\nb\\\\c\x1fd' : '')).join(
      '\t',
    );
    expect(packetComments(line)).toEqual(['a\nb\\c', 'd']);
    expect(packetComments('')).toEqual([]);
  });
});
