import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/** A certificate with its key, as PEM. */
export type TlsFiles = { readonly cert: Buffer; readonly key: Buffer };

/** What one connection may take, and how many there may be. Times in ms. */
const CONNECTION_LIMITS = {
  maxHeaderSize: 256 * 1024,
  /** From the first byte of a request to its last one. */
  requestTimeout: 30_000,
  headersTimeout: 20_000,
  /** How long it stays open without another request. Longer than proxies wait, so that they close it first. */
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5000,
};
/** How long nothing may move though an answer is under way: longer than any question may take. */
const IDLE_MS = 60_000;
const MAX_CONNECTIONS = 1000;

/** What connections come to: HTTP, or HTTPS from TLS 1.2 on; each with its limits. */
export function createListener(tls: TlsFiles | undefined, handler: RequestListener): Server {
  const server: Server =
    tls === undefined
      ? createServer(CONNECTION_LIMITS, handler)
      : createTlsServer({ ...CONNECTION_LIMITS, ...tls, minVersion: 'TLSv1.2' }, handler);
  server.maxConnections = MAX_CONNECTIONS;
  server.setTimeout(IDLE_MS);
  return server;
}
