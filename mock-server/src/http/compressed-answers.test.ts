import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { compressAnswers } from './compressed-answers.ts';

const ROWS = { items: Array.from({ length: 200 }, (_none, index) => ({ bytes: index, name: 'frontend' })) };

describe('an answer', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = fastify();
    await compressAnswers(app);
    app.get('/rows', () => ROWS);
    app.get('/few', () => ({ status: 'ok' }));
    app.get('/events', (_request, reply) =>
      reply.type('text/event-stream').send('data: tick\n\n'.repeat(1000)),
    );
    app.get('/export', (_request, reply) => reply.type('application/x-ndjson').send('{}\n'.repeat(1000)));
    app.post('/ask', ({ body }) => body);
  });
  afterAll(() => app.close());

  const ask = (url: string, accepted: string | undefined) =>
    app.inject({ url, headers: accepted === undefined ? {} : { 'accept-encoding': accepted } });

  test.each([
    ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip', 'gzip, br;q=0', gunzipSync],
  ])('of many rows is compressed by %s for who takes %s', async (encoding, accepted, decompress) => {
    const response = await ask('/rows', accepted);
    expect(response.headers['content-encoding']).toBe(encoding);
    expect(response.headers.vary).toContain('accept-encoding');
    expect(response.headers['content-type']).toContain('application/json');
    expect(JSON.parse(decompress(response.rawPayload).toString())).toEqual(ROWS);
    expect(response.rawPayload.length * 5).toBeLessThan(JSON.stringify(ROWS).length);
  });

  test.each([undefined, 'identity', 'gzip;q=0, br;q=0'])('is as it is for who takes %s', async (accepted) => {
    const response = await ask('/rows', accepted);
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(response.json()).toEqual(ROWS);
  });

  test.each(['/few', '/events', '/export'])('of %s goes out as it comes', async (url) => {
    const response = await ask(url, 'gzip, br');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-encoding']).toBeUndefined();
  });

  test('is not given to a question that is compressed itself', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/ask',
      headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
      payload: Buffer.from('1f8b0800', 'hex'),
    });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
  });
});
