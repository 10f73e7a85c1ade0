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

/** Questions are quick: a second later there is room for most of those that found none. */
const RETRY_AFTER_S = 1;

/** What is no HTTP request, and by Node's codes what else ends a connection before there is a request. */
const NO_HTTP: BareRefusal = {
  status: '400 Bad Request',
  problem: { message: 'This is not an HTTP request.', code: 'bad-request' },
};
const BARE_REFUSALS: Readonly<Record<string, BareRefusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    problem: { message: 'The URL or the headers are too long.', code: 'too-large' },
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    problem: { message: 'The request took too long to come.', code: 'request-timeout' },
  },
};

type BareRefusal = { readonly status: string; readonly problem: Problem };

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
  const { status, problem } = BARE_REFUSALS[error.code ?? ''] ?? NO_HTTP;
  const body = JSON.stringify(problem);
  const headers = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
}

function send(reply: FastifyReply, status: number, problem: Problem): FastifyReply {
  if (status === 429) {
    reply.header('retry-after', RETRY_AFTER_S);
  }
  return reply.code(status).type('application/json; charset=utf-8').send(problem);
}

function notFound(request: FastifyRequest): Problem {
  const [path = ''] = request.url.split('?');
  return { message: `There is nothing at ${request.method} ${path}.`, code: 'not-found', path };
}
