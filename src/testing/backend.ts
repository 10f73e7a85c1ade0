import { http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import { neighboursOf } from '#model/conversation/neighbours.ts';
import type { RecordType } from '#model/event.ts';
import { RECORD_TYPES } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { FrontendConfig } from '#model/wire/config.ts';
import { backendUrl } from '../ui/console/backend-url.ts';

/** What the backend of a test knows; what is left out is empty. */
export type BackendExample = {
  readonly recordTypes?: readonly RecordType[];
  readonly capabilities?: readonly string[];
  readonly role?: 'admin' | 'dev';
  readonly conversations?: readonly Conversation[];
  readonly flows?: readonly TrafficRecord[];
  readonly events?: readonly TrafficRecord[];
  readonly namespaces?: readonly string[];
  readonly recording?: FrontendConfig['recording'];
  readonly quickFilters?: FrontendConfig['quickFilters'];
  readonly dataSources?: FrontendConfig['dataSources'];
};

/** A backend at the network, and the questions that it was asked, oldest first, as path and query. */
export type TestBackend = {
  readonly server: SetupServer;
  /** Questions to a path, each as its parameters. */
  readonly asked: (path: string) => readonly URLSearchParams[];
  readonly answer: (example: BackendExample) => void;
};

/** The time that the backend of a test says it is, in seconds. */
export const TEST_NOW_S = 1_700_000_000;

/** Path of the backend behind the console's proxy, for handlers that a test adds. */
export function backendPath(path: `/${string}`): string {
  return `*${backendUrl(path)}`;
}

/** A backend for the tests of a file: each begins without questions, and with what `answer` gives it. */
export function startTestBackend(): TestBackend {
  const server = setupServer();
  const urls: URL[] = [];
  server.events.on('request:start', ({ request }) => {
    urls.push(new URL(request.url));
  });
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => {
    server.resetHandlers();
    urls.length = 0;
  });
  afterAll(() => server.close());
  return {
    server,
    asked: (path) =>
      urls.filter(({ pathname }) => pathname.endsWith(path)).map(({ searchParams }) => searchParams),
    answer: (example) => server.use(...handlers(example)),
  };
}

function handlers(example: BackendExample) {
  const { conversations = [], flows = [], events = [], namespaces = [] } = example;
  return [
    http.get(backendPath('/role'), () => HttpResponse.text(example.role ?? 'admin')),
    http.get(backendPath('/api/frontend-config'), () =>
      HttpResponse.json({
        recordTypes: example.recordTypes ?? RECORD_TYPES,
        capabilities: example.capabilities ?? ['conversations'],
        features: [],
        quickFilters: example.quickFilters ?? [],
        ...(example.recording === undefined ? {} : { recording: example.recording }),
        ...(example.dataSources === undefined ? {} : { dataSources: example.dataSources }),
      }),
    ),
    http.get(backendPath('/api/conversations'), () =>
      HttpResponse.json({ items: conversations, total: conversations.length, unixTimestamp: TEST_NOW_S }),
    ),
    http.get(backendPath('/api/conversations/:key'), ({ params }) => {
      const found = conversations.find(({ key }) => key === params['key']);
      return found === undefined
        ? HttpResponse.json({ code: 'conversation-not-found', message: 'No such one.' }, { status: 404 })
        : HttpResponse.json({ ...detailsOf(found, events, flows), ...neighboursOf(found, conversations) });
    }),
    http.get(backendPath('/api/loki/flow/records'), ({ request }) => {
      const type = new URL(request.url).searchParams.get('recordType');
      return HttpResponse.json(streamsOf(type === 'flowLog' ? flows : events));
    }),
    http.get(backendPath('/api/resources/namespaces'), () => HttpResponse.json(namespaces)),
    http.get(backendPath('/api/resources/names'), () => HttpResponse.json([])),
  ];
}

function detailsOf(
  conversation: Conversation,
  events: readonly TrafficRecord[],
  flows: readonly TrafficRecord[],
) {
  const isOfIt = (record: TrafficRecord) => record['_HashId'] === conversation.id;
  const found = flows.filter(isOfIt);
  return {
    conversation,
    events: events.filter(isOfIt),
    flows: found,
    areFlowsCut: false,
    reconciliation: {
      numFlowLogs: conversation.flows,
      flowsFound: found.length,
      duplicates: 0,
      areFlowsKept: true,
    },
  };
}

/** Records as Loki tells them: the type as a label, the rest as a line. */
export function streamsOf(records: readonly TrafficRecord[]) {
  return {
    resultType: 'streams',
    result: records.map(({ _RecordType, ...fields }) => ({
      stream: {
        app: 'netobserv-flowcollector',
        _RecordType: typeof _RecordType === 'string' ? _RecordType : 'flowLog',
      },
      values: [[`${Number(fields['TimeFlowEndMs'] ?? 0)}000000`, JSON.stringify(fields)]],
    })),
    stats: { numQueries: 1, totalEntries: records.length, duplicates: 0, limitReached: false },
    unixTimestamp: TEST_NOW_S,
  };
}
