import { cpSync } from 'node:fs';

import { ensureInstalled } from './install.mjs';

/**
 * `npm run build:mock`: the mock server as one file, `dist/mock-server/main.mjs`, with the recordings and
 * what the page shows where it looks for them. DuckDB, pino and sql.js stay packages.
 */
ensureInstalled();
const { build } = await import('esbuild');
await build({
  entryPoints: ['mock-server/src/main.ts'],
  outfile: 'dist/mock-server/main.mjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  external: ['@duckdb/*', 'pino', 'pino-pretty', 'sql.js'],
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: 'info',
});
cpSync('mock-server/recordings', 'dist/recordings', { recursive: true });
cpSync('mock-server/config', 'dist/config', { recursive: true });
