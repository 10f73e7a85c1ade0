import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

import type { PluginIdentity } from './plugin-identity.ts';

/** Language tags and namespaces as the page asks for them; nothing that could leave the folder. */
const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
/** The console's own texts, of which this console has none: its words are English and in its code. */
const CONSOLE_NAMESPACE = 'public';

/**
 * What the bridge serves out of a plugin: its files, GET only, and its texts.
 *
 * A text file that the plugin lacks is a 404, as it is with the bridge, and the page falls back to English.
 */
export function servePluginFiles(app: FastifyInstance, plugin: PluginIdentity, pluginDir: string): void {
  app.register(fastifyStatic, {
    root: pluginDir,
    prefix: `/api/plugins/${plugin.name}/`,
    index: false,
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply) => {
      void reply.header('Cache-Control', 'no-cache');
    },
  });

  app.get<{ Querystring: { readonly lng?: string; readonly ns?: string } }>(
    '/locales/resource.json',
    async (request, reply) => {
      const { lng = '', ns = '' } = request.query;
      if (ns === CONSOLE_NAMESPACE) {
        return reply.send({});
      }
      if (ns !== plugin.i18nNamespace || !LANGUAGE.test(lng)) {
        return reply.code(404).send({ message: `No texts for language "${lng}" and namespace "${ns}".` });
      }
      try {
        const texts = await readFile(join(pluginDir, 'locales', lng, `${ns}.json`), 'utf8');
        return await reply.type('application/json; charset=utf-8').send(texts);
      } catch {
        return reply.code(404).send({ message: `The plugin has no texts for language "${lng}".` });
      }
    },
  );
}
