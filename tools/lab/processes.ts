import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/** A command that the lab needed went wrong. */
export class LabCommandError extends Error {
  override readonly name = 'LabCommandError';
}

/** Runs a short command to its end; its output, or a `LabCommandError` with what it said. */
export async function run(command: readonly string[]): Promise<string> {
  const [file = '', ...args] = command;
  try {
    const { stdout } = await execFileAsync(file, args);
    return stdout;
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new LabCommandError(said, { cause });
  }
}

/** The processes that the lab has started: it ends these, and no others. */
export class Processes {
  readonly #children: { readonly name: string; readonly child: ChildProcess }[] = [];
  #isStopping = false;

  /** Starts a process that stays; what it says goes to a file. One that ends by itself with an error is reported. */
  start(name: string, command: readonly string[], logFile: string): ChildProcess {
    const [file = '', ...args] = command;
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(logFile, { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.on('error', (error) => {
      console.error(`${name} could not be started: ${error.message}`);
    });
    child.on('exit', (code) => {
      if (!this.#isStopping && code !== 0 && code !== null) {
        console.error(`${name} ended with code ${String(code)}; see ${logFile}`);
      }
    });
    this.#children.push({ name, child });
    return child;
  }

  /** Ends everything that still runs: politely, after two seconds by force. */
  async stopAll(): Promise<void> {
    this.#isStopping = true;
    await stop(this.#children.map(({ child }) => child));
  }
}

/** Ends children with a signal, waits, and insists after two seconds. */
export async function stop(
  children: readonly ChildProcess[],
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
  const running = () =>
    children.filter(
      (child) => child.pid !== undefined && child.exitCode === null && child.signalCode === null,
    );
  for (const child of running()) {
    child.kill(signal);
  }
  for (let waited = 0; waited < 20 && running().length > 0; waited += 1) {
    await delay(100);
  }
  for (const child of running()) {
    child.kill('SIGKILL');
  }
}
