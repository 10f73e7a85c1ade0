import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { readBackendOptions } from './backend-options.ts';
import { CONSOLE_VERSIONS, consoleVersionOf } from './console-version.ts';
import { createDevConsole } from './dev-console.ts';

/**
 * `tsx dev-console/src/server/main.ts [--port 9000] [--console 4.22|5.2] [--backend http://127.0.0.1:9001]
 * [--token-file FILE] [--insecure-skip-tls-verify] [--cannot-list-namespaces]`
 *
 * Serves the built console and the built plugin on the loopback address until it is told to stop. Reads no
 * environment. Exits with 2 on wrong arguments, with 1 when a build is missing or the port is taken.
 */
const DIST = join(import.meta.dirname, '../../../dist');

function fail(message: string, code: number): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '9000' },
        console: { type: 'string', default: '4.22' },
        backend: { type: 'string', default: 'http://127.0.0.1:9001' },
        'token-file': { type: 'string' },
        'insecure-skip-tls-verify': { type: 'boolean', default: false },
        'cannot-list-namespaces': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), 2);
  }
}

function readArguments() {
  const values = parseOptions();
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    fail(`--port is a number from 0 to 65535, not "${values.port}".`, 2);
  }
  const version =
    consoleVersionOf(values.console) ??
    fail(`--console is ${CONSOLE_VERSIONS.join(' or ')}, not "${values.console}".`, 2);
  const backend = readBackendOptions({
    url: values.backend,
    tokenFile: values['token-file'],
    isAnyCertificateTaken: values['insecure-skip-tls-verify'],
  });
  return 'problem' in backend
    ? fail(backend.problem, 2)
    : { port, version, ...backend, canListNamespaces: !values['cannot-list-namespaces'] };
}

function requireBuild(file: string, script: string): void {
  if (!existsSync(join(DIST, file))) {
    fail(`dist/${file} is missing: run "${script}" first.`, 1);
  }
}

const { port, version, backendUrl, isAnyCertificateTaken, token, canListNamespaces } = readArguments();
requireBuild('plugin/plugin-manifest.json', 'npm run build');
requireBuild(
  `dev-console/${version}/main.js`,
  'node tools/webpack.mjs --config dev-console/webpack.config.ts',
);

try {
  const devConsole = await createDevConsole({
    port,
    version,
    backendUrl,
    isAnyCertificateTaken,
    pluginDir: join(DIST, 'plugin'),
    hostDir: join(DIST, 'dev-console'),
    user: {
      name: canListNamespaces ? 'kube:admin' : 'developer',
      canListNamespaces,
      ...(token === undefined ? {} : { token }),
    },
  });
  process.stdout.write(`Console ${version}: ${devConsole.url} (back end: ${backendUrl})\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void devConsole.close());
  }
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  fail(isTaken ? `Port ${port} is taken: choose another with --port.` : String(error), 1);
}
