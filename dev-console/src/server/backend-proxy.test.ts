import { createHash } from 'node:crypto';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { buildDevConsole, createDevConsole } from './dev-console.ts';
import type { DevConsoleOptions } from './dev-console.ts';

const PROXY = '/api/proxy/plugin/netobserv-plugin/backend';
/** What the back end was asked, in order, with the bodies. */
let asked: { readonly request: IncomingMessage; readonly body: string }[];
let backend: Server;
let closing: (() => unknown)[];
/** What the back end answers; a test may set its own. */
let answer: (request: IncomingMessage) => { status: number; type?: string; body: string };

beforeEach(async () => {
  asked = [];
  closing = [];
  answer = () => ({ status: 200, type: 'application/json', body: '{"ok":true}' });
  backend = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push({ request, body });
      const { status, type = 'application/json', body: text } = answer(request);
      response.writeHead(status, { 'Content-Type': type }).end(text);
    });
  });
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  for (const close of closing) {
    close();
  }
  backend.closeAllConnections();
  await new Promise((resolve) => backend.close(resolve));
});

function options(): DevConsoleOptions {
  const { port } = backend.address() as AddressInfo;
  return { backendUrl: `http://127.0.0.1:${port}`, pluginDir: tmpdir(), hostDir: tmpdir() };
}

describe('a request to the back end', () => {
  test('arrives without the prefix and with its query untouched', async () => {
    const query = 'filters=SrcK8S_Name%253Da%2526b&q=..%2Fc&empty=';
    await buildDevConsole(options()).inject(`${PROXY}/api/loki/flow/records?${query}`);
    expect(asked.map(({ request }) => request.url)).toEqual([`/api/loki/flow/records?${query}`]);
  });

  test('arrives without what belongs to the session, with the token of the user', async () => {
    const user = { name: 'ada', token: 'sha256~t', canListNamespaces: true };
    await buildDevConsole({ ...options(), user }).inject({
      url: `${PROXY}/role`,
      headers: { cookie: 'csrf-token=a', 'x-csrftoken': 'a', origin: 'http://c', accept: 'text/plain' },
    });
    const headers = asked[0]?.request.headers;
    expect(headers).toMatchObject({ accept: 'text/plain', authorization: 'Bearer sha256~t' });
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('x-csrftoken');
    expect(headers).not.toHaveProperty('origin');
  });

  test('is answered as the back end answers, in a sandbox', async () => {
    answer = () => ({ status: 400, body: '{"message":"limit must be a number"}' });
    const response = await buildDevConsole(options()).inject(`${PROXY}/api/conversations?limit=x`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toEqual({ message: 'limit must be a number' });
    expect(response.headers['content-security-policy']).toBe('sandbox');
  });

  test('is made once, also when the back end is not ready', async () => {
    answer = () => ({ status: 503, body: '{"message":"loading"}' });
    const response = await buildDevConsole(options()).inject(`${PROXY}/api/status`);
    expect(response.statusCode).toBe(503);
    expect(asked).toHaveLength(1);
  });

  test('is a 502 with a message when the back end is down', async () => {
    const down = { ...options(), backendUrl: 'http://127.0.0.1:9' };
    const response = await buildDevConsole(down).inject(`${PROXY}/api/status`);
    expect(response.statusCode).toBe(502);
    expect(response.json()).toEqual({
      message: expect.stringContaining('http://127.0.0.1:9 does not answer') as string,
    });
  });
});

describe('a request that may change something', () => {
  const post = (headers: Record<string, string>) =>
    buildDevConsole(options()).inject({ method: 'POST', url: `${PROXY}/api/x`, headers, payload: '{"a":1}' });

  test.each<[string, Record<string, string>]>([
    ['no token', {}],
    ['a cookie alone', { cookie: 'csrf-token=a' }],
    ['a header alone', { 'x-csrftoken': 'a' }],
    ['a header that is not the cookie', { cookie: 'csrf-token=a', 'x-csrftoken': 'b' }],
    ['two empty tokens', { cookie: 'csrf-token=', 'x-csrftoken': '' }],
  ])('is refused with %s', async (_name, headers) => {
    const response = await post(headers);
    expect(response.statusCode).toBe(403);
    expect(asked).toEqual([]);
  });

  test('passes, body and all, when its header repeats its cookie', async () => {
    const response = await post({
      cookie: 'other=1; csrf-token=a',
      'x-csrftoken': 'a',
      'content-type': 'application/json',
    });
    expect(response.statusCode).toBe(200);
    expect(asked.map(({ request, body }) => [request.method, body])).toEqual([['POST', '{"a":1}']]);
  });
});

describe('a long answer', () => {
  test('arrives while the back end is still writing it', async () => {
    backend.removeAllListeners('request');
    backend.on('request', (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: first\n\n');
    });
    const devConsole = await createDevConsole({ ...options(), port: 0 });
    const response = await fetch(`${devConsole.url}${PROXY}/api/events`);
    const first = await response.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toBe('data: first\n\n');
    await devConsole.close();
  });
});

describe('a websocket', () => {
  const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

  test('is passed through, without the session', async () => {
    let upgrade: IncomingMessage | undefined;
    backend.on('upgrade', (request, socket) => {
      upgrade = request;
      // A socket that was upgraded is no longer the server's to close.
      closing.push(() => socket.destroy());
      const key = `${request.headers['sec-websocket-key'] ?? ''}${GUID}`;
      const accept = createHash('sha1').update(key).digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      socket.write(Buffer.concat([Buffer.from([0x81, 5]), Buffer.from('hello')]));
    });
    const devConsole = await createDevConsole({ ...options(), port: 0 });

    const frame = await new Promise<string>((resolve, reject) => {
      const client = httpRequest(`${devConsole.url}${PROXY}/api/live?x=1`, {
        headers: {
          Connection: 'Upgrade',
          Upgrade: 'websocket',
          'Sec-WebSocket-Version': '13',
          'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'),
          Cookie: 'csrf-token=a',
        },
      });
      client.on('upgrade', (_response, socket) => {
        socket.once('data', (data: Buffer) => {
          socket.destroy();
          resolve(data.subarray(2).toString());
        });
      });
      client.on('error', reject);
      client.end();
    });

    expect(frame).toBe('hello');
    expect(upgrade?.url).toBe('/api/live?x=1');
    expect(upgrade?.headers.cookie).toBeUndefined();
    await devConsole.close();
  });
});

describe('the projects of the namespace bar', () => {
  const PROJECTS = '/api/kubernetes/apis/project.openshift.io/v1/projects';

  test('are the namespaces that the back end knows, sorted', async () => {
    answer = () => ({ status: 200, body: '["shop","db"]' });
    const response = await buildDevConsole(options()).inject(PROJECTS);
    expect(response.json()).toMatchObject({
      items: [{ metadata: { name: 'db' } }, { metadata: { name: 'shop' } }],
    });
  });

  test('are a 502 with a message when the back end does not tell', async () => {
    answer = () => ({ status: 500, body: '{"message":"no store"}' });
    const response = await buildDevConsole(options()).inject(PROJECTS);
    expect(response.statusCode).toBe(502);
    expect(response.json()).toHaveProperty('message');
  });
});
