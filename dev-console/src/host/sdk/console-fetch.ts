import { HttpError, TimeoutError } from '@openshift-console/dynamic-plugin-sdk/lib/utils/error/http-error.js';

const DEFAULT_TIMEOUT_MS = 60_000;
/** How often a request that was told 429 is sent again, at once. */
const RETRIES = 3;
const TOO_MANY_REQUESTS = 429;

function csrfToken(): string {
  return /(?:^|;\s*)csrf-token=(?<token>[^;]*)/.exec(document.cookie)?.groups?.['token'] ?? '';
}

function textOf(json: unknown, key: 'message' | 'error'): string | undefined {
  const text: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, key) : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** The answer itself when it is OK or 304, else an `HttpError`; the body is read only if it says it is JSON. */
async function refuseFailure(response: Response): Promise<Response> {
  if (response.ok || response.status === 304) {
    return response;
  }
  const isJson = response.headers.get('Content-Type')?.includes('json') === true;
  const json: unknown = isJson ? await response.json() : undefined;
  const message = textOf(json, 'message') ?? textOf(json, 'error') ?? response.statusText;
  throw new HttpError(message, response.status, response, json);
}

async function fetchOnce(url: string, init: RequestInit, timeoutMs: number): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('X-CSRFToken', csrfToken());
  let timer: number | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = window.setTimeout(() => reject(new TimeoutError(url, timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([fetch(url, { ...init, headers }).then(refuseFailure), timeout]);
  } finally {
    window.clearTimeout(timer);
  }
}

/**
 * `fetch` as the console does it: with the CSRF token, an `HttpError` for a status that is not OK, a time-out in
 * milliseconds (not positive: none shorter than the default), and up to three further tries after a 429.
 */
export async function consoleFetch(
  url: string,
  init: RequestInit = {},
  timeoutMs = DEFAULT_TIMEOUT_MS,
): Promise<Response> {
  const limitMs = timeoutMs > 0 ? timeoutMs : DEFAULT_TIMEOUT_MS;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await fetchOnce(url, init, limitMs);
    } catch (error) {
      const mayRetry = error instanceof HttpError && error.code === TOO_MANY_REQUESTS;
      if (!mayRetry || attempt === RETRIES) {
        throw error;
      }
    }
  }
}

/** `consoleFetch` for JSON: parsed, or nothing when the body is empty. */
export async function consoleFetchJSON(
  url: string,
  method = 'GET',
  init: RequestInit = {},
  timeoutMs = DEFAULT_TIMEOUT_MS,
): Promise<unknown> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'application/json');
  const text = await consoleFetchText(url, { ...init, method, headers }, timeoutMs);
  return text === '' ? undefined : JSON.parse(text);
}

/** `consoleFetch` for plain text. */
export async function consoleFetchText(
  url: string,
  init: RequestInit = {},
  timeoutMs = DEFAULT_TIMEOUT_MS,
): Promise<string> {
  const response = await consoleFetch(url, init, timeoutMs);
  return response.text();
}
