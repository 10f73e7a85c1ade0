import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { build } from 'esbuild';

const SERVER = join(import.meta.dirname, '..');

/** The server as one file, which starts several times faster than its sources do; `remove` it at the end. */
export class BuiltServer {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  static async create(): Promise<BuiltServer> {
    // A folder like that of the sources: packages, recordings and settings are found from there.
    const path = join(SERVER, 'dist', `main-${process.pid}.mjs`);
    await build({
      entryPoints: [join(SERVER, 'src/main.ts')],
      outfile: path,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    });
    return new BuiltServer(path);
  }

  start(...args: readonly string[]): RunningServer {
    return new RunningServer(
      spawn(process.execPath, [this.#path, '--port', '0', ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  remove(): Promise<void> {
    return rm(this.#path);
  }
}

/** A server process, and what it has said so far. */
export class RunningServer {
  readonly process: ChildProcess;
  readonly #lines: string[] = [];
  readonly #ended: Promise<unknown>;
  #tell: () => void = () => undefined;

  constructor(child: ChildProcess) {
    this.process = child;
    this.#ended = once(child, 'close');
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) {
        createInterface({ input: stream }).on('line', (line) => {
          this.#lines.push(line);
          this.#tell();
        });
      }
    }
  }

  /** All that it printed, both streams together. */
  get printed(): string {
    return this.#lines.join('\n');
  }

  /** The first line that matches, once it is printed; fails when the process ends before. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const line = this.#lines.find((printed) => pattern.test(printed));
      if (line !== undefined) {
        return line;
      }
      const said = new Promise<'said'>((resolve) => {
        this.#tell = () => {
          resolve('said');
        };
      });
      if (
        (await Promise.race([said, this.#ended])) !== 'said' &&
        !this.#lines.some((one) => pattern.test(one))
      ) {
        throw new Error(`The server ended without saying ${String(pattern)}:\n${this.printed}`);
      }
    }
  }

  /** Where it listens, once it does. */
  async url(): Promise<string> {
    return (await this.line(/^listening on /)).slice('listening on '.length);
  }

  /** Resolves with its exit code when it has ended; none when a signal ended it. */
  async ended(): Promise<number | null> {
    await this.#ended;
    return this.process.exitCode;
  }

  /** Ends it from one instruction to the next, as a power cut would. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.#ended;
  }
}
