import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';

import { backendPath, streamsOf, startTestBackend } from '../testing/backend.ts';
import { flowExample } from '../testing/examples.ts';
import { ApiError } from './api-error.ts';
import { recordKey } from './record-key.ts';
import type { RecordsParams } from './records.ts';
import { fetchRecords } from './records.ts';

const backend = startTestBackend();

const params: RecordsParams = {
  timeRange: { kind: 'relative', seconds: 300 },
  filters: 'SrcPort=1&DstPort=2',
  limit: 5,
  recordType: 'flowLog',
};

async function ask(answer: () => Response) {
  backend.server.use(http.get(backendPath('/api/loki/flow/records'), answer));
  return fetchRecords(params, new AbortController().signal);
}

async function failureOf(answer: () => Response): Promise<ApiError> {
  const error: unknown = await ask(answer).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

describe('fetchRecords', () => {
  test('puts labels and lines together, newest first', async () => {
    const early = flowExample({ TimeFlowEndMs: 1000 });
    const late = flowExample({ TimeFlowEndMs: 20_000 });
    const { records, serverMs } = await ask(() => HttpResponse.json(streamsOf([early, late])));
    expect(records.map(({ record }) => record)).toEqual([late, early]);
    expect(records.map(({ key }) => key)).toEqual([recordKey(late), recordKey(early)]);
    expect(serverMs).toBe(1_700_000_000_000);
  });

  test('takes the labels that are Loki’s own for no fields', async () => {
    const line = flowExample();
    const stream = {
      app: 'netobserv-flowcollector',
      service_name: 'netobserv-flowcollector',
      detected_level: 'unknown',
      __error__: 'JSONParserErr',
      SrcAddr_extracted: '10.0.0.1',
      SrcK8S_Zone: 'eu-1',
    };
    const { records } = await ask(() =>
      HttpResponse.json({ ...streamsOf([]), result: [{ stream, values: [['1', JSON.stringify(line)]] }] }),
    );
    expect(records.map(({ record }) => record)).toEqual([{ SrcK8S_Zone: 'eu-1', ...line }]);
  });

  test('gives records that are told twice keys of their own', async () => {
    const { records } = await ask(() => HttpResponse.json(streamsOf([flowExample(), flowExample()])));
    expect(new Set(records.map(({ key }) => key)).size).toBe(2);
  });

  test('encodes the filters twice, as NetObserv does', async () => {
    await ask(() => HttpResponse.json(streamsOf([])));
    expect(backend.asked('/api/loki/flow/records')[0]?.get('filters')).toBe('SrcPort%3D1%26DstPort%3D2');
  });

  test.each<[string, object, number, Partial<ApiError>]>([
    [
      'a problem of ours',
      { code: 'bad-limit', message: 'Too many.', path: 'limit', allowed: ['1', '2'] },
      400,
      { code: 'bad-limit', message: 'Too many.', path: 'limit', allowed: ['1', '2'], status: 400 },
    ],
    ['a message alone', { message: 'No Loki.' }, 500, { code: 'http-500', message: 'No Loki.' }],
    [
      'what Loki refused, through NetObserv',
      { message: 'Error from Loki query: [429] Loki message: too many outstanding requests' },
      400,
      {
        code: 'loki-busy',
        status: 400,
        message: 'Error from Loki query: [429] Loki message: too many outstanding requests',
      },
    ],
    [
      'the older generation of NetObserv',
      { promUnsupported: 'Not with Prometheus.' },
      400,
      { code: 'promUnsupported', message: 'Not with Prometheus.' },
    ],
    [
      'the newer generation of NetObserv',
      { lokiClient: true, message: 'Loki is odd.' },
      400,
      { code: 'lokiClient', message: 'Loki is odd.' },
    ],
    [
      'labels that are missing',
      { promMissingLabels: true, missing: ['SrcAddr', 'DstAddr'] },
      400,
      { code: 'promMissingLabels', message: 'SrcAddr, DstAddr' },
    ],
  ])('understands %s', async (_name, body, status, expected) => {
    expect(await failureOf(() => HttpResponse.json(body, { status }))).toMatchObject(expected);
  });

  test.each([
    ['what is no JSON', () => new HttpResponse('<html>')],
    ['JSON of another shape', () => HttpResponse.json({ resultType: 'matrix', result: [] })],
    [
      'a line that is no record',
      () => HttpResponse.json({ ...streamsOf([]), result: [{ stream: {}, values: [['1', '[]']] }] }),
    ],
  ])('refuses %s', async (_name, answer) => {
    expect((await failureOf(answer)).code).toBe('bad-answer');
  });

  test('has what a backend says in plain text', async () => {
    expect(await failureOf(() => HttpResponse.text('no token', { status: 401 }))).toMatchObject({
      code: 'http-401',
      message: 'no token',
    });
  });

  test('tells a backend that cannot be reached from one that refuses', async () => {
    expect((await failureOf(() => HttpResponse.error())).code).toBe('network');
  });
});

describe('recordKey', () => {
  test('does not depend on the order of fields, nor on which of them are labels', () => {
    expect(recordKey({ a: 1, b: 'x' })).toBe(recordKey({ b: 'x', a: '1' }));
  });

  test('tells records apart that differ in a field alone', () => {
    expect(recordKey({ a: 1, b: 2 })).not.toBe(recordKey({ a: 12, b: '' }));
  });
});
