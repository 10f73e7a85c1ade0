import { createServer } from 'node:net';

/** Whether a port of the loopback address can be listened on. */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * The wanted port, or the next free one after it; says so when it is another one.
 *
 * @param {string} what whose port it is, for the message
 * @param {number} wanted
 * @param {readonly number[]} [not] ports already promised
 */
export async function freePort(what, wanted, not = []) {
  for (let port = wanted; port < wanted + 100; port += 1) {
    if (!not.includes(port) && (await isFree(port))) {
      if (port !== wanted) {
        process.stdout.write(`Port ${wanted} is taken: the ${what} uses ${port}.\n`);
      }
      return port;
    }
  }
  throw new Error(`no free port for the ${what} between ${wanted} and ${wanted + 99}`);
}
