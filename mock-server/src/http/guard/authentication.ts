import { createHash, timingSafeEqual } from 'node:crypto';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import { HttpProblem } from '../http-problem.ts';
import type { Tenant } from '../tenant.ts';
import { EVERYBODY } from '../tenant.ts';

/** Somebody who may ask, and what they prove it with. */
export type AccessToken = {
  readonly name: string;
  readonly token: string;
  readonly namespaces?: readonly string[];
};

/** What is answered to anybody: whether the server is alive. */
const OPEN_PATHS: ReadonlySet<string> = new Set(['/health']);

/** What concerns all traffic, or the server itself: not for those who may see some namespaces alone. */
const UNCONFINED_ROUTES: ReadonlySet<string> = new Set([
  'GET /metrics',
  'PATCH /api/replay',
  'GET /api/loki/metrics',
  'GET /api/loki/config',
  'GET /api/loki/config/limits',
  'GET /api/loki/buildinfo',
]);

/** Who asks for an open path, who may be anybody. */
const NOBODY: Tenant = { namespaces: [] };

/**
 * Sets `request.tenant`, and refuses whoever may not ask: a 401 without a token that is known, a 403 where the token
 * does not reach. Without tokens everybody may ask everything.
 *
 * To be called before any route is added. What it says holds for every path, also for those where there is nothing.
 */
export function authenticate(app: FastifyInstance, tokens: readonly AccessToken[] | undefined): void {
  app.decorateRequest('tenant');
  const known = tokens?.map(({ token, ...tenant }) => ({ hash: hashOf(token), tenant }));
  app.addHook('onRequest', (request, reply, done) => {
    if (known === undefined) {
      request.tenant = EVERYBODY;
    } else if (OPEN_PATHS.has(request.routeOptions.url ?? '')) {
      request.tenant = NOBODY;
    } else {
      const tenant = tenantOf(request, known);
      if (tenant === undefined) {
        reply.header('www-authenticate', 'Bearer');
        done(unauthorized());
        return;
      }
      request.tenant = tenant;
    }
    done(refusal(request));
  });
}

type KnownToken = { readonly hash: Buffer; readonly tenant: Tenant };

/** All tokens are compared, each in constant time, so that the time of the answer says nothing about them. */
function tenantOf({ headers }: FastifyRequest, known: readonly KnownToken[]): Tenant | undefined {
  const token = /^Bearer +(?<token>\S+) *$/i.exec(headers.authorization ?? '')?.groups?.['token'] ?? '';
  const hash = hashOf(token);
  const matches = known.map((one) => timingSafeEqual(one.hash, hash));
  return known[matches.indexOf(true)]?.tenant;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function unauthorized(): HttpProblem {
  return new HttpProblem(401, {
    message: 'A token is needed that the server knows.',
    code: 'unauthorized',
    hint: 'Send the header Authorization: Bearer TOKEN.',
  });
}

/** Why what is asked is not for whoever asks; to be looked at again where a body adds to the query. */
export function refusal(request: FastifyRequest): HttpProblem | undefined {
  const { namespaces } = request.tenant;
  if (namespaces === undefined) {
    return undefined;
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (UNCONFINED_ROUTES.has(`${method} ${request.routeOptions.url ?? ''}`)) {
    return new HttpProblem(403, {
      message: 'This concerns all namespaces; the token is for some of them.',
      code: 'not-allowed',
    });
  }
  const outside = askedNamespaces(request.query).find((namespace) => !namespaces.includes(namespace));
  return outside === undefined
    ? undefined
    : new HttpProblem(403, {
        message: `The token is not for the namespace ${JSON.stringify(outside)}.`,
        code: 'namespace-not-allowed',
        path: 'namespace',
        allowed: [...namespaces],
      });
}

/** What a query names as `namespace`, as it came: nothing is checked yet. Empty means any. */
function askedNamespaces(query: unknown): readonly string[] {
  const asked: unknown =
    typeof query === 'object' && query !== null && 'namespace' in query ? query.namespace : undefined;
  const names: readonly unknown[] = Array.isArray(asked) ? asked : [asked];
  return names.filter((name) => typeof name === 'string').filter((name) => name !== '');
}
