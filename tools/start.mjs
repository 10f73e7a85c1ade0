import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

import { ensureBuilt } from './builds.mjs';
import { createChildren, untilAnswers } from './children.mjs';
import { bin, ensureInstalled, ROOT } from './install.mjs';
import { freePort } from './ports.mjs';

/**
 * `npm start [-- --port 9000] [--backend-port 9001] [--console 4.22|5.2] [MOCK-SERVER OPTIONS]`: the page with
 * live conversations.
 * `npm start -- --backend URL [--token-file FILE] [--insecure-skip-tls-verify]`: the page over another backend.
 *
 * Installs what is missing, builds what is stale, starts the mock server and the dev console on free ports
 * of the loopback address, says where to look, and stops both on Ctrl-C. Every option but `--port`,
 * `--backend-port`, `--console` and `--watch` goes to the mock server: `npm start -- --flows FILE`. `--help` and `--recordings` only print.
 * With `--backend` there is no mock server, and what is left goes to the console.
 */
const started = performance.now();
const { port, backendPort, consoleVersion, isWatching, isMocked, rest } = readArguments(
  process.argv.slice(2),
);

/** A large capture takes minutes to load; a server that fails stops everything by itself. */
const LOAD_SECONDS = 3_600;

ensureInstalled();
if (isMocked && rest.some((arg) => arg === '--help' || arg === '--recordings')) {
  const asked = spawnSync(bin('tsx'), ['mock-server/src/main.ts', ...rest], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.exit(asked.status ?? 1);
}
await ensureBuilt(['plugin', 'dev-console']);

const consolePort = await freePort('console', port);
const page = `http://localhost:${consolePort}/netflow-traffic`;

const children = createChildren();
const backend = isMocked ? await startMockServer() : undefined;
children.start('console', bin('tsx'), [
  'dev-console/src/server/main.ts',
  '--port',
  String(consolePort),
  ...(consoleVersion === undefined ? [] : ['--console', consoleVersion]),
  ...(backend === undefined ? rest : ['--backend', backend]),
]);
if (isWatching) {
  children.start('plugin build', process.execPath, ['tools/webpack.mjs', '--mode', 'development', '--watch']);
}

if (backend !== undefined) {
  await untilAnswers(`${backend}/health`, LOAD_SECONDS);
}
await untilAnswers(page, 60);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
process.stdout.write(`\n  Network Traffic: ${page}\n  Ready after ${seconds} s. Ctrl-C stops it.\n\n`);

async function startMockServer() {
  const serverPort = await freePort('mock server', backendPort, [consolePort]);
  children.start(
    'mock server',
    bin('tsx'),
    ['mock-server/src/main.ts', '--port', String(serverPort), ...rest],
    // `--flows -` reads what is piped into this command.
    { stdio: [rest.includes('-') ? 'inherit' : 'ignore', 'inherit', 'inherit'] },
  );
  return `http://127.0.0.1:${serverPort}`;
}

/** @param {readonly string[]} args */
function readArguments(args) {
  const rest = [];
  let port = 9000;
  let backendPort = 9001;
  let consoleVersion;
  let isWatching = false;
  const left = [...args];
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    const [name, value] = arg.split(/=(.*)/s, 2);
    if (arg === '--watch') {
      isWatching = true;
    } else if (name === '--port') {
      port = readPort(name, value ?? left.shift());
    } else if (name === '--backend-port') {
      backendPort = readPort(name, value ?? left.shift());
    } else if (name === '--console') {
      consoleVersion = value ?? left.shift() ?? '';
    } else {
      rest.push(arg);
    }
  }
  const isMocked = !rest.some((arg) => arg === '--backend' || arg.startsWith('--backend='));
  return { port, backendPort, consoleVersion, isWatching, isMocked, rest };
}

/**
 * @param {string} option
 * @param {string | undefined} text
 */
function readPort(option, text = '') {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    process.stderr.write(`${option} is a number from 1 to 65535, not "${text}".\n`);
    process.exit(2);
  }
  return port;
}
