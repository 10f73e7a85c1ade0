import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { handleErrors } from './error-handler.ts';
import { servePlugin } from './plugin-files.ts';

describe('servePlugin', () => {
  let directory: string;
  let app: FastifyInstance;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plugin-'));
    await mkdir(join(directory, 'dist/locales/en'), { recursive: true });
    await writeFile(join(directory, 'secret.txt'), 'no');
    await writeFile(join(directory, 'dist/plugin-manifest.json'), '{"name":"p"}');
    await writeFile(join(directory, 'dist/locales/en/plugin__p.json'), '{}');
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
});
