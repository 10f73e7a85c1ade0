import { randomBytes } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

/** Cookie that the page reads and sends back in `X-CSRFToken`. */
export const CSRF_COOKIE = 'csrf-token';
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The request's CSRF cookie, when it has one. */
export function csrfCookie(request: FastifyRequest): string | undefined {
  return request.headers.cookie
    ?.split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === CSRF_COOKIE)?.[1];
}

/** `Set-Cookie` of a fresh token, readable by the page's scripts as the bridge's is. */
export function newCsrfCookie(): string {
  return `${CSRF_COOKIE}=${randomBytes(24).toString('base64url')}; Path=/; SameSite=Strict`;
}

/** Whether a request may change something: it reads only, or its header repeats its cookie. */
export function isCsrfSafe(request: FastifyRequest): boolean {
  if (SAFE_METHODS.has(request.method)) {
    return true;
  }
  const cookie = csrfCookie(request);
  return cookie !== undefined && cookie !== '' && request.headers['x-csrftoken'] === cookie;
}
