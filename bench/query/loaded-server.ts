import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../../mock-server/src/main.ts', import.meta.url));

/** A server of its own process that has a recording open. */
export type LoadedServer = {
  readonly url: string;
  /** Its memory as Linux tells it, in MiB: now, and the most it ever had. */
  readonly memory: () => Promise<{ readonly nowMiB: number; readonly peakMiB: number }>;
  readonly stop: () => Promise<void>;
};

/** Starts the server on a recording, and waits until it listens on a port of the loopback. */
export async function startServer(recording: string): Promise<LoadedServer> {
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', SERVER, '--port', '0', '--flows', recording, '--retain-records', '100000000'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => {
      resolve();
    });
  });
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /^listening on (\S+)/.exec(line)?.[1];
    if (url !== undefined) {
      return { url, stop, memory: () => memoryOf(server.pid ?? 0) };
    }
  }
  await stop();
  throw new Error('The server ended before it listened.');
}

async function memoryOf(pid: number): Promise<{ readonly nowMiB: number; readonly peakMiB: number }> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
  return { nowMiB: read('VmRSS'), peakMiB: read('VmHWM') };
}
