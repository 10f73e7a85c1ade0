/** Who asks, as far as it matters to the answer. */
export type Tenant = {
  /** What the token belongs to; absent where no token is asked for. */
  readonly name?: string;
  /** The namespaces whose traffic may be seen; absent: all traffic, also what is in no namespace. */
  readonly namespaces?: readonly string[];
};

/** Who may see everything: everybody, where no token is asked for. */
export const EVERYBODY: Tenant = {};

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any route sees the request. */
    tenant: Tenant;
  }
}
