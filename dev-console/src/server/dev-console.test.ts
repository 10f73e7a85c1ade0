import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { buildDevConsole, createDevConsole } from './dev-console.ts';
import type { DevConsoleOptions } from './dev-console.ts';

const NAMESPACE = 'plugin__netobserv-plugin';
let folder: string;
let app: FastifyInstance;

function options(): DevConsoleOptions {
  return {
    backendUrl: 'http://127.0.0.1:9',
    pluginDir: join(folder, 'plugin'),
    hostDir: join(folder, 'host'),
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dev-console-'));
  await mkdir(join(folder, 'plugin/locales/en'), { recursive: true });
  await mkdir(join(folder, 'host'));
  await writeFile(join(folder, 'secret.json'), '{}');
  await writeFile(join(folder, 'host/main.js'), '0;');
  await writeFile(join(folder, 'plugin/plugin-manifest.json'), '{"name":"netobserv-plugin"}');
  await writeFile(join(folder, 'plugin/plugin-entry.abc.min.js'), '1;');
  await writeFile(join(folder, `plugin/locales/en/${NAMESPACE}.json`), '{"Flow":"Flow"}');
  app = buildDevConsole(options());
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

describe('the files of the plugin', () => {
  test.each([
    ['plugin-manifest.json', /^application\/json/],
    ['plugin-entry.abc.min.js', /^(?:text|application)\/javascript/],
  ])('%s is served as what it is, and the browser may not guess', async (file, type) => {
    const response = await app.inject(`/api/plugins/netobserv-plugin/${file}`);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toMatch(type);
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    expect(response.headers['cache-control']).toBe('no-cache');
  });

  test('can only be read', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/plugins/netobserv-plugin/plugin-manifest.json',
    });
    expect(response.statusCode).toBe(404);
  });

  test.each(['../secret.json', '..%2fsecret.json', 'missing.js'])('%s is not one of them', async (file) => {
    const response = await app.inject(`/api/plugins/netobserv-plugin/${file}`);
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
  });
});

describe('texts', () => {
  test('of the plugin come from its locales', async () => {
    const response = await app.inject(`/locales/resource.json?lng=en&ns=${NAMESPACE}`);
    expect(response.json()).toEqual({ Flow: 'Flow' });
  });

  test('of the console itself are none', async () => {
    const response = await app.inject('/locales/resource.json?lng=en&ns=public');
    expect(response.json()).toEqual({});
  });

  test.each([
    ['a language that the plugin lacks', `lng=fr&ns=${NAMESPACE}`],
    ['a plugin that is not there', 'lng=en&ns=plugin__other'],
    ['a path instead of a language', `lng=..%2Fen&ns=${NAMESPACE}`],
    ['nothing', ''],
  ])('of %s are a 404 with a message', async (_name, query) => {
    const response = await app.inject(`/locales/resource.json?${query}`);
    expect(response.statusCode).toBe(404);
    expect(response.json()).toEqual({ message: expect.any(String) as string });
  });
});

describe('the page', () => {
  const nonceOf = (text: string) => /nonce[-=]"?(?<nonce>[A-Za-z0-9+/=]+)/.exec(text)?.groups?.['nonce'];

  test.each(['/', '/netflow-traffic?recordType=flowLog', '/k8s/ns/shop/pods'])(
    'is the answer to %s',
    async (url) => {
      const response = await app.inject(url);
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-type']).toMatch(/^text\/html/);
      expect(response.headers['cache-control']).toBe('no-store');
    },
  );

  test('comes with an enforced policy, whose nonce is that of its own script and of no other answer', async () => {
    const [first, second] = [await app.inject('/'), await app.inject('/')];
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self' console.redhat.com 'unsafe-eval' 'nonce-");
    expect(policy).not.toContain('blob:');
    expect(nonceOf(policy)).toBe(nonceOf(first.body));
    expect(nonceOf(first.body)).not.toBe(nonceOf(second.body));
  });

  test('has the flags that a plugin reads', async () => {
    const { body } = await app.inject('/');
    const flags: unknown = JSON.parse(
      /SERVER_FLAGS = (?<json>.*);<\/script>/.exec(body)?.groups?.['json'] ?? '',
    );
    expect(flags).toEqual({
      basePath: '/',
      consolePlugins: ['netobserv-plugin'],
      i18nNamespaces: [NAMESPACE],
      releaseVersion: '4.22.0',
      authDisabled: true,
      user: 'kube:admin',
      canListNamespaces: true,
    });
  });

  test.each([
    ['4.22', '4.22.0'],
    ['5.2', '5.2.0'],
  ] as const)('of console %s has its release and its own files', async (version, release) => {
    const other = buildDevConsole({ ...options(), version });
    const { body } = await other.inject('/');
    expect(body).toContain(`"releaseVersion":"${release}"`);
    expect(body).toContain(`src="static/${version}/main.js"`);
    expect(body).toContain(`href="static/${version}/patternfly.min.css"`);
    await other.close();
  });

  test('says when the user may not list namespaces, whatever the user is called', async () => {
    const name = '</script><script>alert(1)</script>';
    const other = buildDevConsole({ ...options(), user: { name, canListNamespaces: false } });
    const { body } = await other.inject('/');
    expect(body).toContain('"canListNamespaces":false');
    expect(body).not.toContain(name);
    await other.close();
  });

  test('sets the CSRF cookie once', async () => {
    const first = await app.inject('/');
    expect(first.cookies).toEqual([expect.objectContaining({ name: 'csrf-token', sameSite: 'Strict' })]);
    const again = await app.inject({ url: '/', cookies: { 'csrf-token': 'known' } });
    expect(again.cookies).toEqual([]);
  });

  test.each(['/api/unknown', '/static/unknown.js', '/locales/unknown'])(
    'is not the answer to %s',
    async (url) => {
      const response = await app.inject(url);
      expect(response.statusCode).toBe(404);
      expect(response.json()).toHaveProperty('message');
    },
  );
});

describe('createDevConsole', () => {
  test('listens on the loopback address, and a port in use is an error with a code', async () => {
    const first = await createDevConsole({ ...options(), port: 0 });
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const port = Number(new URL(first.url).port);
    await expect(createDevConsole({ ...options(), port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
  });
});
