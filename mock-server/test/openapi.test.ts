import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { OpenApiDocument, PlacedOperation } from '../src/http/openapi/document.ts';
import { operationsOf, readDocument } from '../src/http/openapi/document.ts';
import { flow, T0 } from './flow-builder.ts';
import { FakeClock } from './fake-clock.ts';
import { RecordingFiles } from './recording-files.ts';
import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';

const TAGS = ['netobserv', 'ours', 'server'];

describe('the OpenAPI document', () => {
  let files: RecordingFiles;
  let server: App;
  let document: OpenApiDocument;
  let operations: readonly PlacedOperation[];
  beforeAll(async () => {
    files = await RecordingFiles.create();
    const flowsPath = await files.writeFlows([flow({ FieldOfTomorrow: { deep: [1, 'two'] } })]);
    server = await createApp(
      { ...SERVER_DEFAULTS, flowsPaths: [flowsPath], timeline: 'recorded', logLevel: 'silent' },
      new FakeClock(T0 + 3_600_000),
    );
    document = readDocument((await server.app.inject('/api/openapi.json')).json());
    operations = operationsOf(document);
  });
  afterAll(async () => {
    await server.stop();
    await files.remove();
  });

  test('is valid OpenAPI 3.1', async () => {
    const answer = await server.app.inject('/api/openapi.json');
    const validator = new Validator();
    expect(await validator.validate(answer.json<Record<string, unknown>>())).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('has the version of the package', async () => {
    const path = join(import.meta.dirname, '../package.json');
    const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
    expect(document.info.version).toBe(version);
  });

  test('holds every route', () => {
    const routes = [
      ...server.app.printRoutes({ commonPrefix: false, includeHooks: false }).matchAll(/\S+ \((.+)\)$/gm),
    ];
    const methods = routes.flatMap(([, list = '']) => list.split(', ')).filter((method) => method !== 'HEAD');
    expect(operations).toHaveLength(methods.length);
    expect(operations.length).toBeGreaterThan(10);
  });

  test('says of each operation what it is, whose it is, and what it answers', () => {
    const silent = operations.filter(({ operation: { summary = '', tags = [], responses } }) => {
      const [success] = Object.entries(responses).filter(([status]) => status.startsWith('2'));
      const isDescribed =
        success !== undefined && 'content' in success[1] && Object.keys(success[1].content ?? {}).length > 0;
      return summary === '' || !tags.every((tag) => TAGS.includes(tag)) || tags.length !== 1 || !isDescribed;
    });
    expect(silent.map(({ operation }) => operation.operationId)).toEqual([]);
  });

  test('gives each operation a name of its own', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect([...new Set(names)]).toEqual(names);
    expect(names).toContain('getLokiFlowRecords');
    expect(names).toContain('getConversationsByKey');
  });

  test('says what each parameter means', () => {
    const silent = operations.flatMap(({ path, operation: { parameters = [] } }) =>
      parameters.flatMap(({ name, description = '' }) => (description === '' ? [`${path} ${name}`] : [])),
    );
    expect(silent).toEqual([]);
  });

  test('demands no parameter that has a default', () => {
    const demanded = operations.flatMap(({ operation: { parameters = [] } }) =>
      parameters.filter(({ required, schema }) => required === true && 'default' in schema),
    );
    expect(demanded).toEqual([]);
  });

  test('names the refusals of an operation', () => {
    const records = document.paths['/api/loki/flow/records']?.['get'];
    expect(Object.keys(records?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '400', '401', '413', '422', '429', '504']),
    );
    const one = document.paths['/api/conversations/{key}']?.['get'];
    expect(Object.keys(one?.responses ?? {})).toContain('404');
    expect(JSON.stringify(document)).not.toContain('"500"');
  });

  test('describes answers and strips nothing from them', async () => {
    const answer = await server.app.inject('/api/loki/flow/records');
    expect(answer.body).toContain('FieldOfTomorrow');
    const { items } = (await server.app.inject('/api/conversations')).json<{ items: { key: string }[] }>();
    const key = encodeURIComponent(items[0]?.key ?? '');
    const one = (await server.app.inject(`/api/conversations/${key}`)).json<{ flows: unknown[] }>();
    expect(one.flows).toMatchObject([{ FieldOfTomorrow: { deep: [1, 'two'] } }]);
  });
});
