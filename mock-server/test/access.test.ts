import { Check } from 'typebox/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';
import { RECORD_TYPES } from '#model/event.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import { Problem } from '#model/wire/problem.ts';

import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import { bundledRecordings } from '../src/bundled-recordings.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';
import { FakeClock } from './fake-clock.ts';
import { flow } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';

const ADMIN = 'admin-token-0123456789';
const CONFINED = 'confined-token-0123456789';
/** A namespace that talks to few others. */
const NAMESPACE = 'openshift-ingress';
const ALWAYS = { fromMs: -Infinity, toMs: Infinity };
const TOUR = bundledRecordings().find(({ name }) => name === 'tour')?.path ?? '';

/** What each route is asked, as much as it can be made to answer with; `''` alone where nothing is said here. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  '/api/loki/flow/records': ['?limit=10000', '?limit=10000&recordType=allConnections&showDup=true'],
  '/api/loki/export': ['csv', 'ndjson', 'json', 'zeek'].map((format) => `?format=${format}`),
  '/api/conversations': ['?limit=10000'],
  '/api/conversations/facets': [
    '?limit=1000&fields=SrcK8S_Namespace,DstK8S_Namespace,SrcK8S_Name,DstK8S_Name,SrcAddr,DstAddr',
  ],
  '/api/flow/metrics': ['namespace', 'resource', 'owner', 'SrcAddr', 'DstK8S_Name'].map(
    (by) => `?timeRange=3600&aggregateBy=${by}&limit=50&type=Bytes`,
  ),
  '/api/explain': ['', '?recordType=allConnections', '?filters=SrcK8S_Name%3Dnothing'],
  '/api/resources/names': ['', '?kind=Service', '?kind=Node', '?kind=Deployment', '?kind=StatefulSet'],
};

const BODIES: Readonly<Record<string, unknown>> = {
  '/api/metrics': {
    shared: { timeRange: 3600, limit: 50 },
    queries: ['namespace', 'resource', 'SrcAddr'].map((aggregateBy) => ({ id: aggregateBy, aggregateBy })),
  },
};

type Route = { readonly method: 'GET' | 'POST' | 'PATCH' | 'HEAD'; readonly path: string };

/** A server that asks for tokens. */
function serve(flowsPath: string): Promise<App> {
  return createApp(
    {
      ...SERVER_DEFAULTS,
      flowsPaths: [flowsPath],
      timeline: 'recorded',
      logLevel: 'silent',
      tokens: [
        { name: 'admin', token: ADMIN },
        { name: 'confined', token: CONFINED, namespaces: [NAMESPACE] },
      ],
    },
    new FakeClock(1_795_416_000_000),
  );
}

describe('access', () => {
  let server: App;
  let routes: readonly Route[];
  beforeAll(async () => {
    server = await serve(TOUR);
    routes = routesOf(server.app.printRoutes({ commonPrefix: false }));
  });
  afterAll(() => server.stop());

  const ask = (route: Route, url: string, token?: string) =>
    server.app.inject({
      method: route.method,
      url,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(route.path in BODIES ? { payload: BODIES[route.path] as object } : {}),
    });

  const get = (url: string, token?: string) => ask({ method: 'GET', path: url }, url, token);

  test('finds the routes that there are', () => {
    const paths = routes.map(({ method, path }) => `${method} ${path}`);
    expect(paths).toEqual(
      expect.arrayContaining([
        'GET /health',
        'GET /api/loki/flow/records',
        'GET /api/conversations/:key',
        'PATCH /api/replay',
      ]),
    );
  });

  test.each([undefined, 'wrong-token-0123456789', `${ADMIN}x`, ''])(
    'is refused to the token %j everywhere but at /health',
    async (token) => {
      for (const route of [...routes, { method: 'GET', path: '/nowhere' } as const]) {
        const response = await ask(route, route.path, token);
        if (route.path === '/health') {
          expect(response.statusCode).toBe(200);
        } else {
          expect([route, response.statusCode]).toEqual([route, 401]);
          expect(response.headers['www-authenticate']).toBe('Bearer');
          expect(route.method === 'HEAD' || Check(Problem, response.json())).toBe(true);
        }
      }
    },
  );

  test.each([`Basic ${ADMIN}`, ADMIN, `Bearer ${ADMIN} ${ADMIN}`, `Bearer ${CONFINED}${ADMIN}`])(
    'is refused to the header %j',
    async (authorization) => {
      const response = await server.app.inject({ url: '/role', headers: { authorization } });
      expect(response.statusCode).toBe(401);
    },
  );

  test('tells who one is', async () => {
    expect((await get('/role', ADMIN)).body).toBe('admin');
    expect((await get('/role', CONFINED)).body).toBe('dev');
  });

  test.each([
    ['GET', '/metrics'],
    ['HEAD', '/metrics'],
    ['GET', '/api/loki/metrics'],
    ['GET', '/api/loki/buildinfo'],
    ['PATCH', '/api/replay'],
  ] as const)('does not let a confined token %s %s', async (method, path) => {
    expect((await ask({ method, path }, path, CONFINED)).statusCode).toBe(403);
    expect((await ask({ method, path }, path, ADMIN)).statusCode).not.toBe(403);
  });

  test.each([
    'shop',
    'openshift',
    'openshift-ingres',
    `shop&namespace=${NAMESPACE}`,
    `${NAMESPACE}&namespace=shop`,
  ])('refuses the namespace %s to a token that is for another one', async (namespace) => {
    for (const { method, path } of routes.filter(({ path }) => path.startsWith('/api/'))) {
      const response = await ask({ method, path }, `${path}?namespace=${namespace}`, CONFINED);
      expect([path, response.statusCode]).toEqual([path, 403]);
    }
  });

  test('shows a confined token nothing of traffic that is not from or to its namespaces', async () => {
    const { own, others } = await textsOf(server);
    for (const word of await wordsOfTheApi(routes)) {
      others.delete(word);
    }
    expect(others.size).toBeGreaterThan(20);
    const [conversation] = (await get('/api/conversations?limit=1', CONFINED)).json<{
      items: readonly { readonly key: string }[];
    }>().items;
    for (const route of routes) {
      for (const query of QUESTIONS[route.path] ?? ['']) {
        const path = route.path.replace(':key', conversation?.key ?? '').replace(':namespace', NAMESPACE);
        const url = path.replaceAll(/:[a-z]+/gi, 'Pod') + query;
        const response = await ask(route, url, CONFINED);
        // What is not even answered would hide what it shows: a new route needs its question above.
        expect([route.method, url, response.statusCode]).toEqual([
          route.method,
          url,
          expect.toBeOneOf([200, 403]),
        ]);
        const shown = wordsOf(response.body);
        expect([url, [...others].filter((text) => shown.has(text))]).toEqual([url, []]);
      }
    }
    expect(own.has(NAMESPACE)).toBe(true);
  });

  test('shows a confined token all of its own traffic, and no other conversation', async () => {
    const records = async (token: string, query: string) =>
      (await get(`/api/loki/export?format=ndjson&${query}`, token)).body.split('\n').filter(isRecord);
    expect(await records(CONFINED, '')).toEqual(await records(ADMIN, `namespace=${NAMESPACE}`));
    const { items } = (await get('/api/conversations?limit=10000', ADMIN)).json<{
      items: readonly { readonly key: string; readonly latest: TrafficRecord }[];
    }>();
    const other = items.find(
      ({ latest }) => textField(latest, 'SrcK8S_Namespace') === 'batch' && !isOwn(latest),
    );
    expect((await get(`/api/conversations/${other?.key ?? ''}`, ADMIN)).statusCode).toBe(200);
    expect((await get(`/api/conversations/${other?.key ?? ''}`, CONFINED)).statusCode).toBe(404);
  });
});

/** Not the last line, which says what was asked. */
function isRecord(line: string): boolean {
  return line.startsWith('{"_RecordType"');
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\w.:-]+/g));
}

/** What answers say by themselves, whatever is played: names of the recording are among the examples that they give. */
async function wordsOfTheApi(routes: readonly Route[]): Promise<ReadonlySet<string>> {
  const files = await RecordingFiles.create();
  const server = await serve(await files.writeFlows([flow()]));
  try {
    const words = new Set<string>();
    for (const { method, path } of routes.filter(({ method }) => method === 'GET')) {
      const { body } = await server.app.inject({
        method,
        url: path,
        headers: { authorization: `Bearer ${ADMIN}` },
      });
      wordsOf(body).forEach((word) => words.add(word));
    }
    return words;
  } finally {
    await server.stop();
    await files.remove();
  }
}

const NAMES = ['K8S_Namespace', 'K8S_Name', 'K8S_OwnerName', 'K8S_HostName', 'K8S_HostIP', 'Addr'].flatMap(
  (field) => [`Src${field}`, `Dst${field}`],
);

/** The names that are in the traffic of the namespace, and those that are in other traffic alone. */
async function textsOf({ store }: App) {
  const own = new Set<string>();
  const all = new Set<string>();
  for await (const records of store.export({ span: ALWAYS, types: RECORD_TYPES, filter: EVERYTHING })) {
    for (const record of records) {
      const texts = NAMES.flatMap((field) => textField(record, field) ?? []);
      texts.forEach((text) => all.add(text));
      if (isOwn(record)) {
        texts.forEach((text) => own.add(text));
      }
    }
  }
  return { own, others: new Set([...all].filter((text) => !own.has(text))) };
}

function isOwn(record: TrafficRecord): boolean {
  return ['SrcK8S_Namespace', 'DstK8S_Namespace'].some((field) => textField(record, field) === NAMESPACE);
}

/** What `printRoutes` draws: a tree of paths, each followed by its methods. */
function routesOf(tree: string): readonly Route[] {
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const {
      indent = '',
      path = '',
      methods,
    } = /^(?<indent>[│ ]*)[├└]── (?<path>\S*)(?: \((?<methods>[A-Z, ]+)\))?/.exec(line)?.groups ?? {};
    const depth = indent.length / 4;
    parents.length = depth;
    parents.push(path);
    return (methods?.split(', ') ?? []).map((method) => ({
      method: method as Route['method'],
      path: parents.join(''),
    }));
  });
}
