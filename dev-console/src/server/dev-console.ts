import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import fastifyStatic from '@fastify/static';
import Fastify from 'fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { backendProxyPath, proxyBackend } from './backend-proxy.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import type { ConsoleVersion } from './console-version.ts';
import { csrfCookie, newCsrfCookie } from './csrf.ts';
import { hostPage } from './host-page.ts';
import { servePluginFiles } from './plugin-files.ts';
import { readPluginIdentity } from './plugin-identity.ts';
import { serveProjects } from './projects.ts';
import type { ServerFlags } from './server-flags.ts';

const LOOPBACK = '127.0.0.1';

/** Who looks at the console. */
export type ConsoleUser = {
  readonly name: string;
  /** Passed on to the back end as bearer token; without one it gets no `Authorization`. */
  readonly token?: string;
  /** Whether the user may list all namespaces (flag `CAN_LIST_NS`): an administrator, or not. */
  readonly canListNamespaces: boolean;
};

const ADMINISTRATOR: ConsoleUser = { name: 'kube:admin', canListNamespaces: true };

/** What a dev console serves and for whom. */
export type DevConsoleOptions = {
  /** Where the plugin's back end listens, such as `http://127.0.0.1:9001`. */
  readonly backendUrl: string;
  /** Whether the back end may have any certificate; no, unless told otherwise. */
  readonly isAnyCertificateTaken?: boolean;
  /** Absolute path of the built plugin, the folder of `plugin-manifest.json`. */
  readonly pluginDir: string;
  /** Absolute path of the built host page (`dist/dev-console`). */
  readonly hostDir: string;
  /** The console that this one stands for: 4.22, unless told otherwise. */
  readonly version?: ConsoleVersion;
  /** An administrator, unless told otherwise. */
  readonly user?: ConsoleUser;
};

/** A console that listens. */
export type DevConsole = {
  /** Without a slash at the end. */
  readonly url: string;
  /** Stops listening and cuts the connections that are open. */
  readonly close: () => Promise<void>;
};

/** The console's routes, not listening yet: for tests, through `inject`. */
export function buildDevConsole(options: DevConsoleOptions): FastifyInstance {
  const { backendUrl, isAnyCertificateTaken = false, pluginDir, hostDir } = options;
  const { version = '4.22', user = ADMINISTRATOR } = options;
  const plugin = readPluginIdentity();
  const flags: ServerFlags = {
    basePath: '/',
    consolePlugins: [plugin.name],
    i18nNamespaces: [plugin.i18nNamespace],
    releaseVersion: `${version}.0`,
    authDisabled: true,
    user: user.name,
    canListNamespaces: user.canListNamespaces,
  };

  const app = Fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'X-DNS-Prefetch-Control': 'off',
      'Referrer-Policy': 'same-origin',
    });
  });
  app.register(fastifyStatic, {
    root: hostDir,
    prefix: '/static/',
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => {
      void reply.header('Cache-Control', 'no-cache');
    },
  });
  servePluginFiles(app, plugin, pluginDir);
  const path = backendProxyPath(plugin.name);
  serveProjects(app, path);
  proxyBackend(app, { path, backendUrl, isAnyCertificateTaken, userToken: user.token });
  app.setNotFoundHandler((request, reply) =>
    answerUnknown(request, reply, (nonce) => hostPage(version, flags, nonce)),
  );
  app.setErrorHandler((error: FastifyError, _request, reply) =>
    reply.code(error.statusCode ?? 500).send({ message: error.message }),
  );
  return app;
}

/** Starts a console on the loopback address; port 0 takes any. A port in use rejects with `EADDRINUSE`. */
export async function createDevConsole(
  options: DevConsoleOptions & { readonly port: number },
): Promise<DevConsole> {
  const app = buildDevConsole(options);
  await app.listen({ port: options.port, host: LOOPBACK });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://${LOOPBACK}:${port}`, close: () => app.close() };
}

/** The page for every path that could be one of its routes; a 404 for what can only be a file or an API. */
function answerUnknown(
  request: FastifyRequest,
  reply: FastifyReply,
  pageOf: (nonce: string) => string,
): FastifyReply {
  const isPage = request.method === 'GET' && !/^\/(?:api|static|locales)\//.test(request.url);
  if (!isPage) {
    return reply.code(404).send({ message: `This console has no ${request.method} ${request.url}` });
  }
  const nonce = randomBytes(16).toString('base64');
  if (csrfCookie(request) === undefined) {
    reply.header('Set-Cookie', newCsrfCookie());
  }
  return reply
    .header('Content-Security-Policy', contentSecurityPolicy(nonce))
    .header('Cache-Control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(pageOf(nonce));
}
