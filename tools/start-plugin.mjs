import { ensureBuilt } from './builds.mjs';
import { createChildren } from './children.mjs';
import { bin, ensureInstalled } from './install.mjs';

/**
 * `npm run start:plugin [-- MOCK-SERVER OPTIONS]`: the built plugin and its API on port 9001, for a real
 * console: `bridge -plugins netobserv-plugin=http://localhost:9001` and a proxy to the same address.
 */
ensureInstalled();
await ensureBuilt(['plugin']);
createChildren().start('mock server', bin('tsx'), [
  'mock-server/src/main.ts',
  '--port',
  '9001',
  '--plugin',
  'dist/plugin',
  ...process.argv.slice(2),
]);
