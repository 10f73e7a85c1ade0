import { connect } from 'node:net';

import type { Chance } from './chance.ts';
import type { FuzzedRequest } from './fuzzed-request.ts';

/** What is written to a socket; what is broken may be a beginning without an end. */
export type RawRequest = { readonly bytes: Buffer; readonly isBroken: boolean };

/** The bytes of a request, a few of which may be wrong. */
export function rawRequest(request: FuzzedRequest, chance: Chance): RawRequest {
  const { method, url, headers, body } = request;
  const lines = [
    `${method} ${url} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  const bytes = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
  return chance.once(4) ? { bytes: broken(bytes, chance), isBroken: true } : { bytes, isBroken: false };
}

function broken(bytes: Buffer, chance: Chance): Buffer {
  const at = chance.below(Math.min(bytes.length, 200));
  return chance.way(
    () => Buffer.concat([bytes.subarray(0, at), Buffer.from([chance.below(256)]), bytes.subarray(at + 1)]),
    () => Buffer.concat([bytes.subarray(0, at), Buffer.from([0, 0xff, 0x0d, 0x0a]), bytes.subarray(at)]),
    () => Buffer.concat([bytes, bytes]),
    () => Buffer.from(bytes.toString('latin1').replace('HTTP/1.1', 'HTTP/9.9'), 'latin1'),
    () => Buffer.from(bytes.toString('latin1').replace(/Host: .*\r\n/, ''), 'latin1'),
    () =>
      Buffer.from(bytes.toString('latin1').replace('\r\n', '\r\nTransfer-Encoding: chunked\r\n'), 'latin1'),
    () => Buffer.from(bytes.toString('latin1').replace('\r\n', '\r\nContent-Length: -1\r\n'), 'latin1'),
    () => Buffer.from(bytes.toString('latin1').replace('Host: 127.0.0.1', 'Host: evil.example'), 'latin1'),
    () => Buffer.concat([Buffer.alloc(300_000, 'a'), bytes]),
    () => Buffer.from(Array.from({ length: 64 }, () => chance.below(256))),
  );
}

/** How long one waits for a server that waits for the rest of what is broken. */
const PATIENCE_MS = 200;

/** The status and the text of the first answer; no status where the connection was closed without one. */
export function sendRaw(
  port: number,
  { bytes, isBroken }: RawRequest,
): Promise<{ status?: number; text: string }> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server may close the door on a request that goes on.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString();
      const status = /^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1];
      resolve({ ...(status === undefined ? {} : { status: Number(status) }), text });
    });
    if (isBroken) {
      socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    }
    socket.write(bytes);
  });
}
