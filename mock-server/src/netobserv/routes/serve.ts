import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Backend } from '../backend.ts';
import { parametersOf } from '../go/query-string.ts';
import type { Loki } from '../loki/log-answer.ts';
import type { Access } from './access.ts';
import { accessOf } from './access.ts';
import type { Answer } from './answer.ts';
import { ConnectionDropped, Refusal, textAnswer } from './answer.ts';
import type { Parameters } from './parameters.ts';

/** A request, as far as it matters to the answer. */
export type Asked = {
  readonly parameters: Parameters;
  /** The header, as it came; '' without one. */
  readonly authorization: string;
  /** Who asks. */
  readonly access: Access;
  /** The Loki behind the backend, as whoever asks may see it. */
  readonly loki: Loki;
};

/** Answers requests for one path. */
export type Respond = (asked: Asked) => Answer;

/** Adds a path that only those may ask whose token is known. */
export function serve(app: FastifyInstance, backend: Backend, path: string, respond: Respond): void {
  app.get(path, (request, reply) => {
    const access = accessOf(backend.tokens, request.headers.authorization);
    if (!access.ok) {
      return send(reply, unauthorized(access.error));
    }
    return send(reply, answerOf(respond, askedBy(request, backend, access.value)));
  });
}

/** The same for a path that concerns all traffic. */
export function serveAdmins(app: FastifyInstance, backend: Backend, path: string, respond: Respond): void {
  serve(app, backend, path, (asked) =>
    asked.access.namespaces === undefined ? respond(asked) : unauthorized('user not an admin'),
  );
}

function askedBy(request: FastifyRequest, { log, clock }: Backend, access: Access): Asked {
  return {
    parameters: parametersOf(request.url),
    authorization: request.headers.authorization ?? '',
    access,
    loki: { store: log, nowMs: clock.now(), namespaces: access.namespaces },
  };
}

/** `undefined` where the connection is dropped. */
function answerOf(respond: Respond, asked: Asked): Answer | undefined {
  try {
    return respond(asked);
  } catch (error) {
    if (error instanceof Refusal) {
      return error.answer;
    }
    if (error instanceof ConnectionDropped) {
      return undefined;
    }
    throw error;
  }
}

/** Sends an answer, or closes the connection where there is none. */
export function send(reply: FastifyReply, answer: Answer | undefined): FastifyReply {
  if (answer === undefined) {
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  // As bytes: fastify would add a charset to the type of a text.
  return reply.code(answer.status).headers(answer.headers).send(Buffer.from(answer.body));
}

function unauthorized(message: string): Answer {
  return { ...textAnswer(message, 'text/plain; charset=utf-8'), status: 401 };
}
