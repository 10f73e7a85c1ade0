import fastifyHttpProxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply } from 'fastify';

import { isCsrfSafe } from './csrf.ts';

/** How long, in milliseconds, the back end may take to begin its answer; how long the answer takes is its affair. */
const HEADERS_TIMEOUT_MS = 60_000;
/** What the bridge keeps to itself: the session and its protection. */
const WITHHELD_HEADERS = new Set(['cookie', 'x-csrftoken', 'origin']);

/** What the proxy needs to know of its two sides. */
export type BackendProxyOptions = {
  /** Under which the back end is found, without a slash at the end. */
  readonly path: string;
  readonly backendUrl: string;
  /** Whether a certificate is taken that nobody vouches for, or that is another host's. */
  readonly isAnyCertificateTaken: boolean;
  /** Sent as `Authorization: Bearer`, as the bridge does with `authorization: UserToken`. */
  readonly userToken: string | undefined;
};

/** Where the bridge has the back end of a plugin. */
export function backendProxyPath(pluginName: string): string {
  return `/api/proxy/plugin/${pluginName}/backend`;
}

/**
 * `/api/proxy/plugin/<name>/backend/*`, as the bridge proxies it: prefix stripped, query untouched, any method,
 * websockets and streams.
 *
 * Answers get `Content-Security-Policy: sandbox`, so that nothing in them can run as a page of the console. A
 * back end that does not answer is a 502 with `{message}`.
 */
export function proxyBackend(
  app: FastifyInstance,
  { path, backendUrl, isAnyCertificateTaken, userToken }: BackendProxyOptions,
): void {
  const rejectUnauthorized = !isAnyCertificateTaken;
  const authorization = userToken === undefined ? {} : { authorization: `Bearer ${userToken}` };

  app.register(fastifyHttpProxy, {
    upstream: backendUrl,
    prefix: path,
    websocket: true,
    wsClientOptions: { rewriteRequestHeaders: () => authorization, rejectUnauthorized },
    undici: { headersTimeout: HEADERS_TIMEOUT_MS, bodyTimeout: 0, connect: { rejectUnauthorized } },
    preHandler: (request, reply, done) => {
      if (isCsrfSafe(request)) {
        done();
      } else {
        void reply.code(403).send({ message: 'X-CSRFToken must repeat the cookie csrf-token.' });
      }
    },
    replyOptions: {
      // The bridge asks once: what to do about a 503 is the page's decision.
      retryDelay: () => null,
      rewriteRequestHeaders: (_request, headers) => ({
        ...Object.fromEntries(Object.entries(headers).filter(([name]) => !WITHHELD_HEADERS.has(name))),
        ...authorization,
      }),
      rewriteHeaders: (headers) => ({ ...headers, 'content-security-policy': 'sandbox' }),
      onError: (reply, { error }) => {
        void (reply as FastifyReply)
          .code(502)
          .send({ message: `The back end at ${backendUrl} does not answer: ${error.message}` });
      },
    },
  });
}
