import { readFile } from 'node:fs/promises';

import { Compile } from 'typebox/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { PlacedOperation } from '../../mock-server/src/http/openapi/document.ts';
import { operationsOf } from '../../mock-server/src/http/openapi/document.ts';
import { API_DOCS_PATH, apiDocs, askExamples } from './api-docs.ts';
import { ExampleServers } from './example-server.ts';
import { EXAMPLES } from './examples.ts';
import type { Shown } from './render.ts';

describe('docs/api.md', () => {
  let servers: ExampleServers;
  let operations: readonly PlacedOperation[];
  let shown: ReadonlyMap<string, Shown>;
  beforeAll(async () => {
    servers = await ExampleServers.start();
    operations = operationsOf(await servers.document());
    shown = await askExamples(servers);
  }, 60_000);
  afterAll(() => servers.stop());

  test('has an example of each operation, and of nothing else', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(Object.keys(EXAMPLES).sort()).toEqual([...ids].sort());
  });

  test('shows requests that are answered as the document says', () => {
    const faults = operations.flatMap(({ operation: { operationId, responses } }) => {
      const answer = shown.get(operationId)?.answer;
      const success = responses['200'];
      const content = success !== undefined && 'content' in success ? success.content : undefined;
      const schema = content?.[answer?.type ?? '']?.schema;
      if (answer?.status !== 200 || schema === undefined) {
        return [`${operationId}: ${answer?.status} ${answer?.type} ${answer?.text.slice(0, 300)}`];
      }
      const body: unknown = answer.type === 'application/json' ? JSON.parse(answer.text) : answer.text;
      const [isValid, errors] = Compile(schema).Errors(body);
      return isValid ? [] : [`${operationId}: ${JSON.stringify(errors.slice(0, 3))}`];
    });
    expect(faults).toEqual([]);
  });

  test('shows answers with something in them', () => {
    const textOf = (id: string) => shown.get(id)?.answer.text ?? '';
    expect(textOf('getLokiFlowRecords')).toContain('NXDomain');
    expect(textOf('getLokiExport').split('\n').length).toBeGreaterThan(3);
    expect(textOf('getConversations')).toContain('"key"');
    expect(textOf('getFlowMetrics')).toContain('"shop"');
    expect(textOf('getExplain')).toContain('protocol-not-tracked');
    expect(textOf('getResourcesNames')).toContain('catalog');
  });

  test('is as `npm run api-docs` writes it', async () => {
    expect(await readFile(API_DOCS_PATH, 'utf8')).toBe(await apiDocs(servers, shown));
  });
});
