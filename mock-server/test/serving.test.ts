import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { request } from 'node:https';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { RunningServer } from './built-server.ts';
import { BuiltServer } from './built-server.ts';
import { flow } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';

const TOKEN = 'a-token-of-some-length';
const BODY = JSON.stringify({ queries: [{ id: 'a', aggregateBy: 'app' }] });

describe('a server process', () => {
  let files: RecordingFiles;
  let built: BuiltServer;
  let flowsPath: string;
  beforeAll(async () => {
    files = await RecordingFiles.create();
    built = await BuiltServer.create();
    flowsPath = await files.writeFlows([flow()]);
  });
  afterAll(async () => {
    await built.remove();
    await files.remove();
  });

  const start = (...args: readonly string[]) => built.start('--flows', flowsPath, ...args);

  /** Begins to ask for something; resolves when the server waits for the rest. */
  async function beginToAsk(server: RunningServer): Promise<Socket> {
    const socket = connect(Number(new URL(await server.url()).port), '127.0.0.1');
    socket.write(
      [
        'POST /api/metrics HTTP/1.1',
        'Host: localhost',
        'Content-Type: application/json',
        `Content-Length: ${BODY.length}`,
        'Expect: 100-continue',
        '\r\n',
      ].join('\r\n'),
    );
    await once(socket, 'data');
    return socket;
  }

  async function isListening(server: RunningServer): Promise<boolean> {
    const socket = connect(Number(new URL(await server.url()).port), '127.0.0.1');
    try {
      await once(socket, 'connect');
      return true;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }

  test('answers what is being asked when it is told to stop, and nothing new', async () => {
    const server = start('--data', join(files.directory, 'data'));
    const socket = await beginToAsk(server);
    server.process.kill('SIGTERM');
    await expect.poll(() => isListening(server)).toBe(false);
    socket.write(BODY);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 .*"results":\[\{"id":"a"/s);
    expect(await server.ended()).toBe(0);
  });

  test('does not wait for ever for those who do not go on', async () => {
    const server = start();
    const socket = await beginToAsk(server);
    const closed = once(socket, 'close');
    socket.on('error', () => undefined);
    server.process.kill('SIGTERM');
    await closed;
    expect(await server.ended()).toBe(0);
  });

  test('ends at once when it is told a second time', async () => {
    const server = start();
    const socket = await beginToAsk(server);
    socket.on('error', () => undefined);
    server.process.kill('SIGTERM');
    await expect.poll(() => isListening(server)).toBe(false);
    server.process.kill('SIGINT');
    expect(await server.ended()).toBe(1);
    socket.destroy();
  });

  test('warns of what everybody could see, and of a token file that is open to others', async () => {
    const tokens = await files.write(`tokens: [{ name: a, token: ${TOKEN} }]\n`);
    await chmod(tokens, 0o644);
    const server = start('--host', '0.0.0.0', '--token-file', tokens);
    const url = await server.url();
    expect(server.printed).toMatch(/^warning: --token-file \S+ can be read by other users/m);
    expect(server.printed).toMatch(
      /^warning: --host 0\.0\.0\.0 is no loopback address: what is sent can be read/m,
    );
    expect(server.printed).not.toContain(TOKEN);
    const ask = (headers: Readonly<Record<string, string>>) =>
      fetch(`http://127.0.0.1:${new URL(url).port}/role`, { headers });
    expect((await ask({})).status).toBe(401);
    expect(await (await ask({ authorization: `Bearer ${TOKEN}` })).text()).toBe('admin');
    await server.kill();
  });

  test('says nothing of that where it is asked only by its own machine', async () => {
    const server = start();
    await server.url();
    expect(server.printed).not.toContain('warning');
    await server.kill();
  });

  test('speaks HTTPS, and nothing before TLS 1.2', async ({ skip }) => {
    const cert = join(files.directory, 'cert.pem');
    const key = join(files.directory, 'key.pem');
    try {
      const name = ['-subj', '/CN=localhost', '-days', '2'];
      const output = ['-nodes', '-keyout', key, '-out', cert];
      await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...name, ...output]);
    } catch {
      skip('openssl is not installed');
    }
    const server = start('--tls-cert', cert, '--tls-key', key);
    const url = await server.url();
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const health = async (maxVersion: 'TLSv1.3' | 'TLSv1.1') => {
      const asked = request(`${url}/health`, { rejectUnauthorized: false, maxVersion, minVersion: 'TLSv1' });
      asked.end();
      const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
      return text(response);
    };
    expect(await health('TLSv1.3')).toBe('{"status":"ok"}');
    await expect(health('TLSv1.1')).rejects.toThrow(/protocol|alert|handshake/i);
    await server.kill();
  });
});
