import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { RecordingFiles } from '../../../../test/recording-files.ts';
import { openRecording } from '../../recording.ts';
import { framesOf, pcap, pcapng } from '../../testing/pcapng.ts';
import { readAll } from '../../testing/read-content.ts';
import { conversationsByTshark, conversationsOf, HAS_TSHARK } from '../../testing/tshark-conversations.ts';

const CAPTURES = fileURLToPath(new URL('../../../../test/captures/', import.meta.url));
const HTTP = readFileSync(`${CAPTURES}http.pcap`);
const PACKETS_OF_HTTP = 5;

describe.skipIf(!HAS_TSHARK)('captures of packets (need tshark)', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  const packetsOf = async (content: Uint8Array) => {
    const { records, facts } = await readAll([await files.write(content)]);
    return { facts, records, packets: records.reduce((sum, { Packets }) => sum + Number(Packets), 0) };
  };

  test.each(readdirSync(CAPTURES).filter((name) => name.endsWith('.pcap')))(
    'have the conversations that tshark has: %s',
    async (name) => {
      const path = `${CAPTURES}${name}`;
      const { records, facts } = await readAll([path]);
      expect(facts.leftOut).toEqual([]);
      expect(records.length).toBeGreaterThan(0);
      for (const proto of ['tcp', 'udp'] as const) {
        expect(conversationsOf(records, proto)).toEqual(conversationsByTshark(path, proto));
      }
    },
  );

  test('become flow logs of 5 seconds with what the file tells, and nothing made up', async () => {
    const { records } = await readAll([`${CAPTURES}http.pcap`]);
    expect(records.map(({ TimeReceived, SrcPort, Packets }) => [TimeReceived, SrcPort, Packets])).toEqual([
      [1_700_000_005, 40_000, 1],
      [1_700_000_005, 80, 2],
      [1_700_000_010, 40_000, 1],
      [1_700_000_010, 80, 1],
    ]);
    expect(records[0]).toMatchObject({
      TimeFlowStartMs: 1_700_000_000_000,
      TimeFlowEndMs: 1_700_000_000_000,
      SrcAddr: '10.1.0.10',
      DstAddr: '10.1.0.20',
      Proto: 6,
      Etype: 0x0800,
    });
    for (const field of ['AgentIP', 'Interfaces', 'IfDirections', 'FlowDirection']) {
      expect(records[0]).not.toHaveProperty(field);
    }
  });

  test.each([
    ['big-endian, µs', { isBigEndian: true, isNs: false }],
    ['little-endian, ns', { isBigEndian: false, isNs: true }],
    ['big-endian, ns', { isBigEndian: true, isNs: true }],
  ])('read the same from pcap %s', async (_name, kind) => {
    const { records } = await packetsOf(pcap(framesOf(HTTP), kind));
    expect(records).toEqual((await packetsOf(HTTP)).records);
  });

  test('read the same from gzip and from pcapng, which names the interface', async () => {
    const { records } = await packetsOf(HTTP);
    expect((await packetsOf(gzipSync(HTTP))).records).toEqual(records);
    expect((await packetsOf(pcapng(framesOf(HTTP), 'eth0'))).records).toEqual(
      records.map((record) => ({ ...record, Interfaces: ['eth0'] })),
    );
  });

  const withoutEthernet = (header: Uint8Array) =>
    framesOf(HTTP).map(({ timeUs, frame }) => ({
      timeUs,
      frame: Buffer.concat([header, frame.subarray(14)]),
    }));
  const vlanTagged = () =>
    framesOf(HTTP).map(({ timeUs, frame }) => ({
      timeUs,
      frame: Buffer.concat([frame.subarray(0, 12), Buffer.from('81000007', 'hex'), frame.subarray(12)]),
    }));
  const MAC = '0a580a8000010000';

  test.each([
    ['no link layer', 101, () => withoutEthernet(Buffer.alloc(0)), {}],
    ['a VLAN tag', 1, vlanTagged, {}],
    ['tcpdump -i any', 113, () => withoutEthernet(Buffer.from(`000000010006${MAC}0800`, 'hex')), {}],
    [
      'tcpdump -i any of today, with the index of the interface',
      276,
      () => withoutEthernet(Buffer.from(`080000000000000300010406${MAC}`, 'hex')),
      { Interfaces: ['if3'], IfDirections: [1] },
    ],
  ])('read packets with %s', async (_name, link, packets, observed) => {
    const path = await files.write(pcap(packets(), { isBigEndian: false, isNs: false, link }));
    const { records } = await readAll([path]);
    const conversations = conversationsOf(records, 'tcp');
    expect([...conversations.keys()].sort()).toEqual([
      '10.1.0.10:40000>10.1.0.20:80',
      '10.1.0.20:80>10.1.0.10:40000',
    ]);
    expect(conversations).toEqual(conversationsByTshark(path, 'tcp'));
    const { Interfaces, IfDirections } = records[0] ?? {};
    expect({ Interfaces, IfDirections }).toEqual({
      Interfaces: undefined,
      IfDirections: undefined,
      ...observed,
    });
  });

  test('take a remark where the interface should be for no interface', async () => {
    const { records } = await packetsOf(pcapng(framesOf(HTTP), 'Pod: a -> Pod: b'));
    expect(records[0]).not.toHaveProperty('Interfaces');
  });

  test('take names of Kubernetes from the comments of oc netobserv packets', async () => {
    const [request] = framesOf(HTTP);
    const comments = [
      'Source\nSrc Name: cart-1\nSrc Namespace: shop\nSrc Kind: Pod\nSrc IP: 10.1.0.10\nSrc Zone: n/a\n',
      'Destination\nDst Name: web\nDst Owner Kind: Deployment\n',
      'Common\nProto: TCP\n',
    ];
    const { records } = await packetsOf(pcapng(request === undefined ? [] : [{ ...request, comments }]));
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      SrcK8S_Name: 'cart-1',
      SrcK8S_Namespace: 'shop',
      SrcK8S_Type: 'Pod',
      DstK8S_Name: 'web',
      DstK8S_OwnerType: 'Deployment',
    });
    expect(records[0]).not.toHaveProperty('SrcK8S_Zone');
  });

  test('count the bytes on the wire where packets were cut short', async () => {
    const cut = Buffer.from(HTTP.subarray(0, 24 + 16 + 54));
    cut.writeUInt32LE(54, 24 + 8);
    const { records } = await packetsOf(cut);
    expect(records).toMatchObject([{ Bytes: HTTP.readUInt32LE(24 + 12), Packets: 1 }]);
    expect(HTTP.readUInt32LE(24 + 12)).toBeGreaterThan(54);
  });

  /** An Ethernet frame of IPv4 or IPv6 with a fragment of UDP; a fragment header takes 8 bytes of IPv6. */
  const fragment = (ip: 4 | 6, offset: number, isLast: boolean, payload: Buffer) => {
    const head = Buffer.alloc(ip === 4 ? 20 : 48);
    if (ip === 4) {
      head.writeUInt8(0x45, 0);
      head.writeUInt16BE(20 + payload.length, 2);
      head.writeUInt16BE(77, 4);
      head.writeUInt16BE((isLast ? 0 : 0x2000) | (offset / 8), 6);
      head.set([64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2], 8);
    } else {
      head.writeUInt8(0x60, 0);
      head.writeUInt16BE(8 + payload.length, 4);
      head.set([44, 64], 6);
      head.set([0xfd, 1], 22);
      head.set([0xfd, 2], 38);
      head.writeUInt8(17, 40);
      head.writeUInt16BE(offset | (isLast ? 0 : 1), 42);
      head.writeUInt32BE(77, 44);
    }
    const ethernet = Buffer.from(`0a580a0000010a580a000002${ip === 4 ? '0800' : '86dd'}`, 'hex');
    return Buffer.concat([ethernet, head, payload]);
  };

  test.each([4, 6] as const)('have later fragments of IPv%d in the flow of the first one', async (ip) => {
    const udp = Buffer.from('9c402328003000000102030405060708', 'hex');
    const frames = [
      fragment(ip, 0, false, udp),
      fragment(ip, 16, false, Buffer.alloc(16)),
      fragment(ip, 32, true, Buffer.alloc(16)),
    ];
    const path = await files.write(
      pcap(
        frames.map((frame, index) => ({ timeUs: 1_700_000_000_000_000 + index, frame })),
        { isBigEndian: false, isNs: false },
      ),
    );
    const { records } = await readAll([path]);
    const bytes = frames.reduce((sum, { length }) => sum + length, 0);
    expect(records).toHaveLength(1);
    expect(records).toMatchObject([
      { Proto: 17, SrcPort: 40_000, DstPort: 9000, Packets: 3, Bytes: bytes, LinkBytes: 3 * 14 },
    ]);
  });

  test('count packets that are not IP', async () => {
    const frame = Buffer.alloc(60, 0xff);
    frame.writeUInt16BE(0x88cc, 12);
    const { facts, packets } = await packetsOf(
      pcapng([...framesOf(HTTP), { timeUs: 1_700_000_000_000_000, frame }]),
    );
    expect(packets).toBe(PACKETS_OF_HTTP);
    expect(facts.notes).toMatchObject([{ code: 'not-ip', numbers: { others: 1, packets: 6 } }]);
  });

  test('give what stands before the end of a file that was cut off', async () => {
    const { facts, packets } = await packetsOf(HTTP.subarray(0, HTTP.length - 20));
    expect(packets).toBe(PACKETS_OF_HTTP - 1);
    expect(facts.leftOut).toEqual([
      expect.objectContaining({ line: 5, reason: expect.stringMatching(/packet 4.*cut short/) as string }),
    ]);
  });

  test('give what stands before damage', async () => {
    const damaged = Buffer.from(HTTP);
    const second = 24 + 16 + HTTP.readUInt32LE(24 + 8);
    damaged.fill(0xee, second, second + 16);
    const { facts, packets } = await packetsOf(damaged);
    expect(packets).toBe(1);
    expect(facts.leftOut).toEqual([
      expect.objectContaining({ line: 2, reason: expect.stringMatching(/damaged or corrupt/) as string }),
    ]);
  });
});

describe('a capture without tshark', () => {
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  test('is refused with the name of the package', async () => {
    vi.stubEnv('PATH', '/nowhere');
    await expect(openRecording([`${CAPTURES}http.pcap`])).rejects.toMatchObject({
      code: 'needs-program',
      message: expect.stringContaining('apt-get install tshark') as string,
    });
  });
});
