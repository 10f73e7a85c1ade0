import { resolve } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const LOOPBACK = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/**
 * Serves the files of a built plugin at `/`, as a console expects them of a plugin's backend.
 *
 * A console that runs on this machine may ask from its own origin; pages from elsewhere may not.
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
  void app.register(fastifyStatic, { root: resolve(directory), cacheControl: false, index: false });
}
