import { writeFile } from 'node:fs/promises';

import { API_DOCS_PATH, apiDocs, askExamples } from './api-docs.ts';
import { ExampleServers } from './example-server.ts';

/** `npm run api-docs`: writes docs/api.md. */
const servers = await ExampleServers.start();
try {
  await writeFile(API_DOCS_PATH, await apiDocs(servers, await askExamples(servers)));
} finally {
  await servers.stop();
}
