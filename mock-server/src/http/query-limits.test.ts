import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';

import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { handleErrors } from './error-handler.ts';
import { QueryLimits } from './query-limits.ts';

/** A question that is answered only by being given up. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}

describe('QueryLimits', () => {
  let app: FastifyInstance;
  beforeEach(() => {
    app = fastify();
    handleErrors(app);
  });
  afterEach(() => app.close());

  test('passes the answer of a question on', async () => {
    app.get('/', (request) => new QueryLimits().run(request, () => Promise.resolve({ answer: 1 })));
    expect((await app.inject('/')).json()).toEqual({ answer: 1 });
  });

  test('passes on a failure that has nothing to do with time', async () => {
    app.get('/', (request) => new QueryLimits().run(request, () => Promise.reject(new Error('broken'))));
    const response = await app.inject('/');
    expect(response.statusCode).toBe(500);
    expect(response.json()).toEqual({ message: 'The server failed to answer.', code: 'internal-error' });
  });

  test('answers 504, with what would help, when it takes too long', async () => {
    app.get('/', (request) => new QueryLimits(20).run(request, untilAborted));
    const response = await app.inject('/');
    expect(response.statusCode).toBe(504);
    expect(response.json()).toMatchObject({ code: 'query-too-slow', hint: expect.any(String) as string });
  });

  test('answers 429, and when to come again, when too much is asked at once', async () => {
    const limits = new QueryLimits(30_000, { running: 1, waiting: 0 });
    let answer: (value: string) => void = () => undefined;
    const begun = new Promise<void>((begin) => {
      app.get('/', (request) =>
        limits.run(request, () => {
          begin();
          return new Promise<string>((resolve) => {
            answer = resolve;
          });
        }),
      );
    });
    const first = app.inject('/');
    await Promise.all([begun, app.ready()]);
    const second = await app.inject('/');
    expect(second.statusCode).toBe(429);
    expect(second.headers['retry-after']).toBe('1');
    expect(second.json()).toMatchObject({ code: 'too-many-requests' });
    answer('late');
    expect((await first).body).toBe('late');
  });

  test('counts a stream as running until it is over, and apart from questions', async () => {
    const limits = new QueryLimits(30_000, { running: 1, waiting: 0 }, { running: 1, waiting: 0 });
    const slow = new PassThrough();
    app.get('/stream', (request, reply) => limits.stream(request, reply, () => Promise.resolve(slow)));
    app.get('/', (request) => limits.run(request, () => Promise.resolve('answer')));
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    slow.write('begun');
    const first = await fetch(`${url}/stream`);
    expect((await fetch(`${url}/stream`)).status).toBe(429);
    expect((await fetch(url)).status).toBe(200);
    slow.end();
    expect(await first.text()).toBe('begun');
    await expect.poll(async () => (await fetch(`${url}/stream`)).status).not.toBe(429);
  });

  test('gives the question up when the client has gone', async () => {
    const asked = new Promise<AbortSignal>((resolve) => {
      app.get('/', (request) =>
        new QueryLimits().run(request, (signal) => {
          resolve(signal);
          return untilAborted(signal);
        }),
      );
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const client = httpRequest({ host: '127.0.0.1', port });
    client.on('error', () => undefined);
    client.end();
    const signal = await asked;
    const aborted = new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    client.destroy();
    await aborted;
    expect(signal.reason).toMatchObject({ status: 499 });
  });
});
