import { spawn } from 'node:child_process';

import { ROOT } from './install.mjs';

/** Runs a command to its end; rejects when it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `code ${code}`}`));
      }
    });
  });
}

/**
 * Starts long-lived commands and stops them all when one ends or the person presses Ctrl-C.
 *
 * `stop` asks with SIGTERM and insists with SIGKILL after five seconds.
 */
export function createChildren() {
  const running = new Set();
  let isStopping = false;

  const stop = async () => {
    isStopping = true;
    await Promise.all(
      [...running].map(
        (child) =>
          new Promise((resolve) => {
            const insist = setTimeout(() => child.kill('SIGKILL'), 5_000);
            child.once('exit', () => {
              clearTimeout(insist);
              resolve();
            });
            child.kill('SIGTERM');
          }),
      ),
    );
  };

  const start = (name, command, args, options = {}) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    running.add(child);
    child.on('exit', (code) => {
      running.delete(child);
      if (!isStopping) {
        process.stderr.write(`The ${name} stopped (code ${code ?? 'none'}); stopping the rest.\n`);
        void stop().then(() => process.exit(code === 0 ? 1 : (code ?? 1)));
      }
    });
    return child;
  };

  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (isStopping) {
        return;
      }
      process.stdout.write('\nStopping …\n');
      void stop().then(() => process.exit(0));
    });
  }
  return { start, stop };
}

/** Waits until a URL answers, or gives up with the last reason after `seconds`. */
export async function untilAnswers(url, seconds) {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    try {
      const answer = await fetch(url);
      if (answer.ok) {
        return;
      }
      if (Date.now() > deadline) {
        throw new Error(`${url} answers ${answer.status}`);
      }
    } catch (error) {
      if (Date.now() > deadline) {
        throw new Error(`${url} does not answer after ${seconds} s`, { cause: error });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
