import { basename, resolve } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const LOOPBACK = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** A name that has a hash of the content in it, as the build gives to everything but the manifest and the texts. */
const HASHED = /(?:^|[-.])[0-9a-f]{16,}\.[a-z0-9.]+$/;
/** A year, the longest that is of use: a file of such a name never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
/** To be asked for each time; what has not changed is answered with 304, by its ETag. */
const ASK_AGAIN = 'no-cache';

/**
 * Serves the files of a built plugin at `/`, as a console expects them of a plugin's backend.
 *
 * A browser gets them compressed where the build has put that beside them and it takes it, and keeps those whose
 * names change with what is in them. A console that runs on this machine may ask from its own origin; pages from
 * elsewhere may not.
 */
export function servePlugin(app: FastifyInstance, directory: string): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    if (origin !== undefined && LOOPBACK.test(origin)) {
      reply.header('access-control-allow-origin', origin);
      reply.header('vary', 'Origin');
    }
    done();
  });
  void app.register(fastifyStatic, {
    root: resolve(directory),
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', HASHED.test(basename(path)) ? FOR_EVER : ASK_AGAIN);
    },
  });
}
