import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { backendFetch } from './backend-fetch.ts';
import { backendUrl } from './backend-url.ts';
import { httpFailure } from './http-failure.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  Object.assign(window, { SERVER_FLAGS: { basePath: '/' } });
});
afterAll(() => server.close());

async function failureOf(path: `/${string}`) {
  const error: unknown = await backendFetch(path).catch((reason: unknown) => reason);
  return httpFailure(error);
}

describe('backendUrl', () => {
  test.each([
    ['/', '/api/proxy/plugin/netobserv-plugin/backend/api/status'],
    ['/k8s-console/', '/k8s-console/api/proxy/plugin/netobserv-plugin/backend/api/status'],
    [undefined, '/api/proxy/plugin/netobserv-plugin/backend/api/status'],
  ])('puts the proxy below the base path %s', (basePath, url) => {
    Object.assign(window, { SERVER_FLAGS: basePath === undefined ? undefined : { basePath } });
    expect(backendUrl('/api/status')).toBe(url);
  });
});

describe('backendFetch', () => {
  test('resolves to the answer of the back end', async () => {
    server.use(http.get(`*${backendUrl('/role')}`, () => HttpResponse.text('admin')));
    const response = await backendFetch('/role');
    expect(await response.text()).toBe('admin');
  });

  test('rejects with the status and the message of a problem', async () => {
    const problem = { message: 'limit must be a number', code: 'bad-query' };
    server.use(http.get(`*${backendUrl('/api/flows')}`, () => HttpResponse.json(problem, { status: 400 })));
    expect(await failureOf('/api/flows')).toEqual({
      status: 400,
      message: 'limit must be a number',
      body: problem,
    });
  });

  test('rejects with what the body says when that is plain text', async () => {
    server.use(
      http.get(`*${backendUrl('/api/flows')}`, () =>
        HttpResponse.text(' loki: too many outstanding requests\n', { status: 500 }),
      ),
    );
    expect(await failureOf('/api/flows')).toEqual({
      status: 500,
      message: 'loki: too many outstanding requests',
      body: undefined,
    });
  });

  test('has the status in words when the body is a page', async () => {
    server.use(
      http.get(
        `*${backendUrl('/api/flows')}`,
        () => new HttpResponse('<html>', { status: 502, statusText: 'Bad Gateway' }),
      ),
    );
    expect(await failureOf('/api/flows')).toEqual({ status: 502, message: 'Bad Gateway', body: undefined });
  });
});

describe('httpFailure', () => {
  test.each([
    ['a network error', new TypeError('Failed to fetch')],
    ['no error at all', undefined],
  ])('is nothing for %s', async (_name, error) => {
    expect(await httpFailure(error)).toBeUndefined();
  });
});
