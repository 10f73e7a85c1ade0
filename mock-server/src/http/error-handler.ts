import type { Socket } from 'node:net';

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Problem } from '#model/wire/problem.ts';

import { HttpProblem } from './http-problem.ts';
import { validationProblem } from './validation-problem.ts';

/** Codes of refusals that fastify itself decides on, by status. */
const CODES: Readonly<Record<number, string>> = {
  400: 'bad-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  414: 'too-large',
  415: 'unsupported-media-type',
  431: 'too-large',
};

/** Every error answer is a `Problem`; an error that nobody expected is a 500 with a log and no details. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof HttpProblem) {
      return send(reply, error.status, error.problem);
    }
    if (error.validation !== undefined) {
      return send(reply, 400, validationProblem(error, request));
    }
    const status = error.statusCode ?? 500;
    if (status < 500) {
      return send(reply, status, { message: error.message, code: CODES[status] ?? 'bad-request' });
    }
    request.log.error({ err: error }, 'request failed');
    return send(reply, 500, { message: 'The server failed to answer.', code: 'internal-error' });
  });
  app.setNotFoundHandler((request, reply) => send(reply, 404, notFound(request)));
}

/** An URL that fastify cannot even route: it is told before there are any handlers. */
export function refuseUrl(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  void send(reply, error.statusCode ?? 400, { message: `${error.message}.`, code: 'bad-url' });
}

/** What is not HTTP, or too much of it: answered on the bare connection, which is then closed. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const isTooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const body = JSON.stringify(
    isTooLarge
      ? { message: 'The URL or the headers are too long.', code: 'too-large' }
      : { message: 'This is not an HTTP request.', code: 'bad-request' },
  );
  const status = isTooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const headers = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
}

function send(reply: FastifyReply, status: number, problem: Problem): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(problem);
}

function notFound(request: FastifyRequest): Problem {
  const [path = ''] = request.url.split('?');
  return { message: `There is nothing at ${request.method} ${path}.`, code: 'not-found', path };
}
