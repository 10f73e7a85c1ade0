import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request } from 'node:http';

import { heavyTailed } from './chance.ts';

/** What a handler says: how many bytes to answer with, and the status when it is not 200. */
export type Answer = { readonly bytes: number; readonly status?: number };

/** Where and how to ask. */
export type Ask = {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly bodyBytes?: number;
  /** Keeps the connection for the next one; without it the connection ends with the answer. */
  readonly agent?: Agent;
  readonly localAddress?: string;
  readonly localPort?: number;
  readonly timeoutMs?: number;
};

/** An HTTP server on port, on IPv4 and IPv6; `/healthz` and `/metrics` are answered for everybody. */
export function serveHttp(
  port: number,
  keepAliveSeconds: number,
  handle: (path: string, message: IncomingMessage) => Promise<Answer>,
): void {
  const server = createServer((message, response) => {
    message.resume();
    void answer(message, response);
  });
  const answer = async (message: IncomingMessage, response: ServerResponse) => {
    const path = message.url ?? '/';
    const builtIn = builtInAnswer(path);
    const { bytes, status = 200 } = builtIn ?? (await handle(path, message).catch(() => failed));
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes });
    response.end(Buffer.alloc(bytes, '{"item":"teapot","stock":42},'));
  };
  server.keepAliveTimeout = keepAliveSeconds * 1000;
  server.listen(port, '::');
}

const failed: Answer = { bytes: 61, status: 502 };

function builtInAnswer(path: string): Answer | undefined {
  if (path === '/healthz') {
    return { bytes: 2 };
  }
  return path === '/metrics' ? { bytes: Math.round(heavyTailed(9000, 0.1)) } : undefined;
}

/** A pool of connections that are kept. */
export function keptConnections(max: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: max, maxFreeSockets: max, scheduling: 'fifo' });
}

/** One request; waits for the whole answer. Rejects when the connection fails or the time is over. */
export async function ask(question: Ask): Promise<number> {
  const { agent, bodyBytes = 0, timeoutMs = 10_000, ...where } = question;
  const headers = {
    ...(agent === undefined ? { connection: 'close' } : {}),
    ...(bodyBytes > 0 ? { 'content-length': bodyBytes } : {}),
  };
  return new Promise((resolve, reject) => {
    const sent = request({ ...where, agent: agent ?? false, headers, timeout: timeoutMs }, (response) => {
      response.on('end', () => {
        resolve(response.statusCode ?? 0);
      });
      response.on('error', reject);
      response.resume();
    });
    sent.on('timeout', () => sent.destroy(new Error(`${where.host}:${String(where.port)} timed out`)));
    sent.on('error', reject);
    sent.end(Buffer.alloc(bodyBytes, 'x'));
  });
}
