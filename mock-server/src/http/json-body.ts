import type { FastifyRequest } from 'fastify';
import type { Static, TObject } from 'typebox';
import { Check, Errors } from 'typebox/schema';

import { HttpProblem } from './http-problem.ts';

/** Refuses a body that does not say that it is JSON, which a foreign page can send unasked: a 415. */
export function onlyJson({ headers }: FastifyRequest, _reply: unknown, done: (error?: Error) => void): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  done(
    type.trim().toLowerCase() === 'application/json'
      ? undefined
      : new HttpProblem(415, {
          message: 'The request must have the content type application/json.',
          code: 'unsupported-media-type',
          allowed: ['application/json'],
        }),
  );
}

/** For a route whose body `readBody` reads: its schema is there to be described, and changes nothing. */
export const asItIs = () => () => true;

/**
 * A body as its schema says. Other than with query parameters nothing is converted and nothing dropped: throws a 400
 * that names the key and the reason.
 */
export function readBody<Schema extends TObject>(schema: Schema, body: unknown): Static<Schema> {
  if (Check(schema, body)) {
    return body;
  }
  const known = Object.keys(schema.properties);
  const unknown = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  const stranger = unknown.find((key) => !known.includes(key));
  if (stranger !== undefined) {
    throw badBody(stranger, `There is no ${JSON.stringify(stranger)}.`, known);
  }
  const [, errors] = Errors(schema, body);
  const [first] = errors;
  const path = first?.instancePath.split('/')[1] ?? '';
  if (path === '' && first?.keyword === 'required') {
    const [missing = ''] = first.params.requiredProperties;
    throw badBody(missing, `${missing} is required.`, known);
  }
  if (path === '') {
    throw badBody('', `The body must be a JSON object with one or more of ${known.join(', ')}.`, known);
  }
  const value: unknown = Object.getOwnPropertyDescriptor(body, path)?.value;
  throw badBody(path, `${path} ${first?.message ?? 'is not valid'}, not ${JSON.stringify(value)}.`);
}

function badBody(path: string, message: string, allowed: readonly string[] = []): HttpProblem {
  return new HttpProblem(400, {
    message,
    code: 'invalid-body',
    ...(path === '' ? {} : { path }),
    ...(allowed.length === 0 ? {} : { allowed: [...allowed] }),
  });
}
