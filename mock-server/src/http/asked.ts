import type { FastifyRequest } from 'fastify';

/** What a request asks in its query, with the namespaces that whoever asks is confined to. */
export function asked<Q extends object>(
  request: Pick<FastifyRequest, 'tenant'> & { readonly query: Q },
): Q & { readonly tenantNamespaces: readonly string[] | undefined } {
  return { ...request.query, tenantNamespaces: request.tenant.namespaces };
}
