import type { FastifyReply, FastifyRequest } from 'fastify';

import { HttpProblem } from './http-problem.ts';

/** Addresses of this machine alone: 127.0.0.0/8 and ::1, the former also as IPv6 writes it. */
const LOOPBACK_ADDRESS = /^(?:::ffff:)?127(?:\.\d{1,3}){3}$|^::1$/;
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Refuses whoever is not on this machine: a 403. For an `onRequest` hook.
 *
 * The `Host` header has to name this machine, too: a page of elsewhere whose name was made to point here asks with
 * its own name.
 */
export function onlyFromLoopback(
  { socket, headers }: FastifyRequest,
  _reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  const isNear = LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '') && LOOPBACK_HOST.test(headers.host ?? '');
  done(
    isNear
      ? undefined
      : new HttpProblem(403, {
          message: 'The replay can be controlled only from the machine on which the server runs.',
          code: 'loopback-only',
          hint: 'Ask at http://127.0.0.1 or http://localhost there.',
        }),
  );
}
