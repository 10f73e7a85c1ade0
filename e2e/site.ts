import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '../tools/ports.mjs';

const ROOT = join(import.meta.dirname, '..');
const TSX = join(ROOT, 'node_modules', '.bin', 'tsx');
/** What is played where nothing else is said. */
const TOUR = join(ROOT, 'mock-server/recordings/tour.jsonl.gz');

/** How the cluster of a test is set up. */
export type SiteOptions = {
  /** `spec.processor.logTypes`. */
  readonly logTypes: 'Flows' | 'Conversations' | 'EndedConversations' | 'All';
  readonly timeline: 'live' | 'recorded';
  /** Whose look and modules the console has; those of 4.22 without it. */
  readonly console?: '4.22' | '5.2';
  /** Whether the user may list namespaces. */
  readonly isAdmin: boolean;
  /** The files of the recording that is played; the bundled tour without them. */
  readonly flows?: readonly string[];
  /** What the generator is asked for, whose flow logs are played then instead of a file. */
  readonly generated?: readonly string[];
  /** The frontend configuration; the mock server's own without it. */
  readonly config?: string;
  /** Whose backend it answers like, faults and limits included; its own way without it. */
  readonly like?: 'netobserv';
  /** `Direct` has a tracker on each node; one for all without it. */
  readonly deployment?: 'Direct';
  /** A live replay that stands still where the recording is over for the first time. */
  readonly isPaused?: boolean;
};

/** A mock server and a dev console of their own, for one worker. */
export type Site = {
  readonly url: string;
  readonly backendUrl: string;
  /** The files that are played. */
  readonly flows: readonly string[];
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
  const generated = options.generated === undefined ? undefined : await generate(options.generated);
  const played = generated === undefined ? options : { ...options, flows: [generated.file] };
  const backend = await startServer(
    ['mock-server/src/main.ts', '--port', '0', ...backendArguments(played)],
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
      ...(options.console === undefined ? [] : ['--console', options.console]),
      ...(options.isAdmin ? [] : ['--cannot-list-namespaces']),
    ],
    /(http:\/\/(?:127\.0\.0\.1|localhost):\d+)/,
  );
  return {
    url: consoleServer.found,
    backendUrl: backend.found,
    flows: played.flows ?? [TOUR],
    stop: async () => {
      await Promise.all([stopServer(consoleServer.child), stopServer(backend.child)]);
      await generated?.remove();
    },
  };
}

/** How the mock server is told what to be. */
function backendArguments({ flows, config, like, deployment, ...options }: SiteOptions): readonly string[] {
  return [
    ...['--timeline', options.timeline, '--log-types', options.logTypes],
    ...(flows === undefined ? [] : ['--flows', ...flows]),
    ...(config === undefined ? [] : ['--config', config]),
    ...(like === undefined ? [] : ['--like', like]),
    ...(deployment === undefined ? [] : ['--deployment-model', deployment]),
    ...(options.isPaused === true ? ['--paused'] : []),
  ];
}

/** Has flow logs generated into a file of their own. */
async function generate(args: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'netobserv-e2e-'));
  const file = join(folder, 'generated.jsonl');
  const child = spawn(TSX, ['tools/generator/main.ts', ...args, '--out', file], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) {
    throw new Error(`the generator ended with code ${String(code)}`);
  }
  return { file, remove: () => rm(folder, { recursive: true }) };
}
