import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';

import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { handleErrors } from './error-handler.ts';
import { servePlugin } from './plugin-files.ts';

const SCRIPT = 'exposed-Page-chunk-1f3d76f139092256827d.min.js';
const CODE = 'export const answer = 42;'.repeat(100);

describe('servePlugin', () => {
  let directory: string;
  let app: FastifyInstance;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plugin-'));
    await mkdir(join(directory, 'dist/locales/en'), { recursive: true });
    await writeFile(join(directory, 'secret.txt'), 'no');
    await writeFile(join(directory, 'dist/plugin-manifest.json'), '{"name":"p"}');
    await writeFile(join(directory, 'dist/locales/en/plugin__p.json'), '{}');
    await writeFile(join(directory, 'dist', SCRIPT), CODE);
    await writeFile(join(directory, 'dist', `${SCRIPT}.gz`), gzipSync(CODE));
    await writeFile(join(directory, 'dist', `${SCRIPT}.br`), brotliCompressSync(CODE));
    await writeFile(join(directory, 'dist/small-chunk-0123456789abcdef0123.min.js'), 'no();');
    await writeFile(join(directory, 'dist/plugin-entry.js'), 'of a development build');
    app = fastify();
    handleErrors(app);
    servePlugin(app, join(directory, 'dist'));
  });
  afterAll(async () => {
    await app.close();
    await rm(directory, { recursive: true });
  });

  test.each(['/plugin-manifest.json', '/locales/en/plugin__p.json'])('serves %s', async (url) => {
    const response = await app.inject(url);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toContain('application/json');
  });

  test.each(['/nothing.js', '/', '/locales', '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt'])(
    'has nothing at %s',
    async (url) => {
      const response = await app.inject(url);
      expect(response.statusCode).toBeGreaterThanOrEqual(400);
      expect(response.statusCode).toBeLessThan(500);
      expect(response.json()).toHaveProperty('code');
    },
  );

  test.each([
    ['http://localhost:9000', 'http://localhost:9000'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
    ['https://example.com', undefined],
    ['http://localhost.example.com', undefined],
  ])('lets a page of %s read it, if it is of this machine', async (origin, allowed) => {
    const response = await app.inject({ url: '/plugin-manifest.json', headers: { origin } });
    expect(response.headers['access-control-allow-origin']).toBe(allowed);
  });

  const fetchScript = (headers: Readonly<Record<string, string>>) =>
    app.inject({ url: `/${SCRIPT}`, headers });

  test.each([
    ['br', 'gzip, deflate, br, zstd', (body: Buffer) => brotliDecompressSync(body)],
    ['gzip', 'gzip, deflate', (body: Buffer) => gunzipSync(body)],
    [undefined, 'identity', (body: Buffer) => body],
    [undefined, undefined, (body: Buffer) => body],
  ])('sends what was compressed before, by %s, to who takes %s', async (encoding, accepted, read) => {
    const response = await fetchScript(accepted === undefined ? {} : { 'accept-encoding': accepted });
    expect(response.headers['content-encoding']).toBe(encoding);
    expect(response.headers['content-type']).toContain('javascript');
    expect(response.headers.vary).toContain('accept-encoding');
    expect(read(response.rawPayload).toString()).toBe(CODE);
  });

  test('sends a file that is too small to be compressed as it is', async () => {
    const response = await app.inject({
      url: '/small-chunk-0123456789abcdef0123.min.js',
      headers: { 'accept-encoding': 'br' },
    });
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(response.body).toBe('no();');
  });

  test('names both, the origin and the encodings, that an answer varies with', async () => {
    const { headers } = await fetchScript({ origin: 'http://localhost:9000', 'accept-encoding': 'br' });
    expect(headers.vary).toMatch(/^Origin, accept-encoding$/i);
  });

  test.each([
    [SCRIPT, 'public, max-age=31536000, immutable'],
    ['small-chunk-0123456789abcdef0123.min.js', 'public, max-age=31536000, immutable'],
    ['plugin-manifest.json', 'no-cache'],
    ['locales/en/plugin__p.json', 'no-cache'],
    ['plugin-entry.js', 'no-cache'],
  ])('lets a browser keep %s: %s', async (file, kept) => {
    for (const accepted of ['br', 'identity']) {
      const response = await app.inject({ url: `/${file}`, headers: { 'accept-encoding': accepted } });
      expect(response.headers['cache-control']).toBe(kept);
    }
  });

  test('says that nothing has changed, to who has it already in this very encoding', async () => {
    const { headers } = await fetchScript({ 'accept-encoding': 'br' });
    const again = { 'if-none-match': String(headers.etag), 'accept-encoding': 'br' };
    const kept = await fetchScript(again);
    expect(kept.statusCode).toBe(304);
    expect(kept.body).toBe('');
    expect((await fetchScript({ ...again, 'accept-encoding': 'gzip' })).statusCode).toBe(200);
  });

  test('sends a part of a file', async () => {
    const response = await fetchScript({ range: 'bytes=0-5' });
    expect(response.statusCode).toBe(206);
    expect(response.body).toBe('export');
  });
});
