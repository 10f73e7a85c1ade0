import { parse } from 'node:querystring';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { refusal } from './guard/authentication.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Lets questions come as forms; their parameters are read by `ASKED_BY`. */
export function takeForms(app: FastifyInstance): void {
  app.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
}

/**
 * How a question that may be long is asked: by GET, and by POST with its parameters as a form in the body, since a URL
 * of more than some 16 KiB does not get through proxies. Both are validated alike, and nothing is changed by either.
 */
export const ASKED_BY = [
  { method: 'GET' },
  {
    method: 'POST',
    preValidation: (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void) => {
      const { body, query } = request;
      if (typeof body === 'string') {
        request.query = { ...(query as object), ...parse(body, '&', '=', { maxKeys: MAX_PARAMETERS }) };
      }
      done(refusal(request));
    },
  },
] as const;

const MAX_PARAMETERS = 100;
