/** One packet of a capture in pcapng. */
export type CapturedPacket = {
  readonly timeUs: number;
  readonly frame: Uint8Array;
  readonly comments?: readonly string[];
};

const ETHERNET = 1;

/** A capture of one interface as pcapng (little-endian), as `oc netobserv packets` writes it: with comments. */
export function pcapng(packets: readonly CapturedPacket[], interfaceName?: string): Uint8Array {
  const section = Buffer.alloc(16);
  section.writeUInt32LE(0x1a2b3c4d, 0);
  section.writeUInt16LE(1, 4);
  section.fill(0xff, 8);
  const link = Buffer.alloc(8);
  link.writeUInt16LE(ETHERNET, 0);
  return Buffer.concat([
    block(0x0a0d0d0a, section),
    block(
      1,
      Buffer.concat([link, ...(interfaceName === undefined ? [] : [option(2, interfaceName), endOfOptions])]),
    ),
    ...packets.map((packet) => block(6, packetBody(packet))),
  ]);
}

const endOfOptions = Buffer.alloc(4);

function packetBody({ timeUs, frame, comments = [] }: CapturedPacket): Uint8Array {
  const head = Buffer.alloc(20);
  head.writeUInt32LE(Math.floor(timeUs / 2 ** 32), 4);
  head.writeUInt32LE(timeUs % 2 ** 32, 8);
  head.writeUInt32LE(frame.length, 12);
  head.writeUInt32LE(frame.length, 16);
  const options = comments.map((comment) => option(1, comment));
  return Buffer.concat([head, padded(frame), ...(options.length === 0 ? [] : [...options, endOfOptions])]);
}

function option(code: number, text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(code, 0);
  head.writeUInt16LE(bytes.length, 2);
  return Buffer.concat([head, padded(bytes)]);
}

function padded(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

function block(type: number, body: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(body.length + 12, 4);
  return Buffer.concat([head, body, head.subarray(4)]);
}

/** The frames of a classic pcap in little-endian order with times in µs. */
export function framesOf(pcap: Buffer): readonly CapturedPacket[] {
  const packets: CapturedPacket[] = [];
  for (let at = 24; at < pcap.length;) {
    const length = pcap.readUInt32LE(at + 8);
    packets.push({
      timeUs: pcap.readUInt32LE(at) * 1_000_000 + pcap.readUInt32LE(at + 4),
      frame: pcap.subarray(at + 16, at + 16 + length),
    });
    at += 16 + length;
  }
  return packets;
}

/** Packets as a classic pcap in either byte order, with times in µs or ns. */
export function pcap(
  packets: readonly CapturedPacket[],
  kind: { readonly isBigEndian: boolean; readonly isNs: boolean; readonly link?: number },
): Buffer {
  const words = (...values: readonly number[]) => {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, index) => {
      if (kind.isBigEndian) {
        bytes.writeUInt32BE(value, 4 * index);
      } else {
        bytes.writeUInt32LE(value, 4 * index);
      }
    });
    return bytes;
  };
  const version = kind.isBigEndian ? 0x0002_0004 : 0x0004_0002;
  return Buffer.concat([
    words(kind.isNs ? 0xa1b23c4d : 0xa1b2c3d4, version, 0, 0, 65_535, kind.link ?? ETHERNET),
    ...packets.flatMap(({ timeUs, frame }) => {
      const fraction = (timeUs % 1_000_000) * (kind.isNs ? 1000 : 1);
      return [words(Math.floor(timeUs / 1_000_000), fraction, frame.length, frame.length), frame];
    }),
  ]);
}
