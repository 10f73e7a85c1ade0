import { fileURLToPath } from 'node:url';

import { format, resolveConfig } from 'prettier';

import { operationsOf } from '../../mock-server/src/http/openapi/document.ts';
import type { ExampleServers } from './example-server.ts';
import { EXAMPLES, REFUSED_EXAMPLE } from './examples.ts';
import type { Shown } from './render.ts';
import { renderDocs } from './render.ts';

/** Where the page is. */
export const API_DOCS_PATH = fileURLToPath(new URL('../../docs/api.md', import.meta.url));

/** Asks all examples; an operation without one is left out. */
export async function askExamples(servers: ExampleServers): Promise<ReadonlyMap<string, Shown>> {
  const shown = new Map<string, Shown>();
  for (const { method, operation } of operationsOf(await servers.document())) {
    const example = EXAMPLES[operation.operationId];
    if (example !== undefined) {
      shown.set(operation.operationId, { example, answer: await servers.ask(method, example) });
    }
  }
  return shown;
}

/** The page as it is to be now. */
export async function apiDocs(servers: ExampleServers, shown: ReadonlyMap<string, Shown>): Promise<string> {
  const refused = { example: REFUSED_EXAMPLE, answer: await servers.ask('GET', REFUSED_EXAMPLE) };
  const text = renderDocs(await servers.document(), shown, refused);
  return format(text, { ...(await resolveConfig(API_DOCS_PATH)), parser: 'markdown' });
}
