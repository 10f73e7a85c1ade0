import { performance } from 'node:perf_hooks';

import { ensureBuilt } from './builds.mjs';
import { createChildren, untilAnswers } from './children.mjs';
import { bin, ensureInstalled } from './install.mjs';
import { freePort } from './ports.mjs';

/**
 * `npm start [-- --port 9000] [-- MOCK-SERVER OPTIONS]`: the page with live conversations.
 *
 * Installs what is missing, builds what is stale, starts the mock server and the dev console on free ports
 * of the loopback address, says where to look, and stops both on Ctrl-C. Every option but `--port` and
 * `--watch` goes to the mock server: `npm start -- --flows FILE`.
 */
const started = performance.now();
const { port, isWatching, serverArgs } = readArguments(process.argv.slice(2));

ensureInstalled();
await ensureBuilt(['plugin', 'dev-console']);

const consolePort = await freePort('console', port);
const serverPort = await freePort('mock server', 9001, [consolePort]);
const backend = `http://127.0.0.1:${serverPort}`;
const page = `http://localhost:${consolePort}/netflow-traffic`;

const children = createChildren();
children.start('mock server', bin('tsx'), [
  'mock-server/src/main.ts',
  '--port',
  String(serverPort),
  ...serverArgs,
]);
children.start('console', bin('tsx'), [
  'dev-console/src/server/main.ts',
  '--port',
  String(consolePort),
  '--backend',
  backend,
]);
if (isWatching) {
  children.start('plugin build', process.execPath, ['tools/webpack.mjs', '--mode', 'development', '--watch']);
}

await untilAnswers(`${backend}/health`, 60);
await untilAnswers(page, 60);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(`\n  Network Traffic: ${page}\n  Ready after ${seconds} s. Ctrl-C stops it.\n\n`);

/** @param {readonly string[]} args */
function readArguments(args) {
  const rest = [];
  let wanted = 9000;
  let watch = false;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--watch') {
      watch = true;
    } else if (arg === '--port' || arg.startsWith('--port=')) {
      const text = arg === '--port' ? args[(index += 1)] : arg.slice('--port='.length);
      wanted = Number(text);
      if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) {
        process.stderr.write(`--port is a number from 1 to 65535, not "${text ?? ''}".\n`);
        process.exit(2);
      }
    } else {
      rest.push(arg);
    }
  }
  return { port: wanted, isWatching: watch, serverArgs: rest };
}
