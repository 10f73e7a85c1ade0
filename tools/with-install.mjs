import { spawn } from 'node:child_process';

import { bin, ensureInstalled } from './install.mjs';

/**
 * `node tools/with-install.mjs COMMAND ARG…`: runs a dependency's command, installing it first if need be.
 *
 * Standard input and output are the command's own, so it can stand in a pipe.
 */
const [command = '', ...args] = process.argv.slice(2);
ensureInstalled();

const child = spawn(bin(command), args, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
