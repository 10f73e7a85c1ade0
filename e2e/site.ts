import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { freePort } from '../tools/ports.mjs';

const ROOT = join(import.meta.dirname, '..');
const TSX = join(ROOT, 'node_modules', '.bin', 'tsx');

/** How the cluster of a test is set up. */
export type SiteOptions = {
  /** `spec.processor.logTypes`. */
  readonly logTypes: 'Flows' | 'Conversations' | 'EndedConversations' | 'All';
  readonly timeline: 'live' | 'recorded';
  /** Whether the user may list namespaces. */
  readonly isAdmin: boolean;
  /** The files of the recording that is played; the bundled tour without them. */
  readonly flows?: readonly string[];
  /** The frontend configuration; the mock server's own without it. */
  readonly config?: string;
};

/** A mock server and a dev console of their own, for one worker. */
export type Site = {
  readonly url: string;
  readonly backendUrl: string;
  readonly stop: () => Promise<void>;
};

/** Starts a command and resolves with what its first matching line of output captured. */
async function startServer(
  args: readonly string[],
  ready: RegExp,
): Promise<{ child: ChildProcess; found: string }> {
  const child = spawn(TSX, [...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = ready.exec(output)?.[1];
      if (found !== undefined) {
        resolve({ child, found });
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => {
      reject(new Error(`${args.join(' ')} ended with code ${String(code)}:\n${output}`));
    });
  });
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) {
    return;
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Starts both servers on free ports of the loopback address. */
export async function startSite(options: SiteOptions): Promise<Site> {
  const backend = await startServer(
    [
      'mock-server/src/main.ts',
      '--port',
      '0',
      '--timeline',
      options.timeline,
      '--log-types',
      options.logTypes,
      ...(options.flows === undefined ? [] : ['--flows', ...options.flows]),
      ...(options.config === undefined ? [] : ['--config', options.config]),
    ],
    /listening on (http:\/\/127\.0\.0\.1:\d+)/,
  );
  const port = await freePort('console', 20_000 + (process.pid % 20_000));
  const consoleServer = await startServer(
    [
      'dev-console/src/server/main.ts',
      '--port',
      String(port),
      '--backend',
      backend.found,
      ...(options.isAdmin ? [] : ['--cannot-list-namespaces']),
    ],
    /(http:\/\/(?:127\.0\.0\.1|localhost):\d+)/,
  );
  return {
    url: consoleServer.found,
    backendUrl: backend.found,
    stop: async () => {
      await Promise.all([stopServer(consoleServer.child), stopServer(backend.child)]);
    },
  };
}
