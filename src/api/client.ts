import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/schema';

import { backendFetch } from '../ui/console/backend-fetch.ts';
import { httpFailure } from '../ui/console/http-failure.ts';
import { ApiError } from './api-error.ts';
import { apiErrorOf } from './error-body.ts';
import { noteServerTime } from './server-clock.ts';

/** Query parameters; what is `undefined` is left out. */
export type QueryParams = Readonly<Record<string, string | number | boolean | undefined>>;

/** One question to the backend: where, with what, and the signal that gives it up. */
export type ApiRequest = {
  readonly path: `/${string}`;
  readonly params?: QueryParams | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whether the backend takes a question that is too long for a URL as a form, by POST. */
  readonly takesForms?: boolean;
};

/** A longer URL, with the headers that come to it, does not get through every console; in bytes. */
const MAX_URL_BYTES = 13_000;

/**
 * Asks for JSON and checks that it is what the wire schema says.
 *
 * Throws an `ApiError` for everything but an abort, which passes as it is.
 */
export async function fetchJson<Schema extends TSchema>(
  schema: Schema,
  request: ApiRequest,
): Promise<Static<Schema>> {
  return checked(schema, parseJson(await fetchText(request), request.path), request.path);
}

/** A body that is what a schema says; anything else is a `bad-answer`. */
export function checked<Schema extends TSchema>(
  schema: Schema,
  body: unknown,
  where: string,
): Static<Schema> {
  if (Check(schema, body)) {
    return body;
  }
  throw new ApiError('bad-answer', `The answer to ${where} is not what this page understands.`);
}

/** Asks for text. */
export async function fetchText({ path, params, signal, takesForms }: ApiRequest): Promise<string> {
  const query = queryString(params);
  const isLong = path.length + query.length > MAX_URL_BYTES;
  if (isLong && takesForms !== true) {
    throw new ApiError(
      'question-too-long',
      `The question has ${query.length} bytes; a console hands on some ${MAX_URL_BYTES} of them to this backend.`,
    );
  }
  try {
    const response = await (isLong
      ? backendFetch(path, { ...asForm(query), ...(signal && { signal }) })
      : backendFetch(`${path}${query}`, signal ? { signal } : undefined));
    noteServerTime(response.headers.get('Date'));
    return await response.text();
  } catch (error) {
    throw signal?.aborted === true ? error : await requestError(error);
  }
}

/** The console adds its token against forged requests to whatever is no GET. */
function asForm(query: string): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: query.slice(1),
  };
}

/** What the console says of a request that it gave up; it does not export the class of that error. */
const TIMED_OUT = /timed out after \d+ms/;

async function requestError(error: unknown): Promise<ApiError> {
  const failure = await httpFailure(error);
  if (failure !== undefined) {
    return apiErrorOf(failure);
  }
  const message = error instanceof Error ? error.message : String(error);
  return new ApiError(TIMED_OUT.test(message) ? 'timeout' : 'network', message, { cause: error });
}

/** JSON text as a value; anything else is a `bad-answer`. */
export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiError('bad-answer', `The answer to ${where} is not JSON.`, { cause });
  }
}

function queryString(params: QueryParams = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined) {
      search.set(key, String(value));
    }
  }
  return search.size === 0 ? '' : `?${search.toString()}`;
}
