import fastifySwagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { Record as MapOf, String as Text, Unknown } from 'typebox';

import { Problem } from '#model/wire/problem.ts';

import type { OpenApiDocument, Operation, Parameter } from './document.ts';
import { readDocument } from './document.ts';
import { modernSchema } from './modern-schema.ts';
import { isGuarded, REFUSAL_RESPONSES, withRefusals } from './refusals.ts';

/** Where the document is. */
const OPENAPI_PATH = '/api/openapi.json';

const DESCRIPTION = `What the Network Traffic page asks: NetObserv's contract, and what this server has beyond it.

Instants in queries are whole seconds since the epoch, in answers mostly milliseconds (\`…Ms\`). Filters are
written as NetObserv writes them and may be percent-encoded once or twice. Every error answer is a \`Problem\`.`;

const TAGS = [
  { name: 'netobserv', description: "NetObserv's contract: its own page could ask these." },
  {
    name: 'ours',
    description: 'Beyond the contract; `/api/frontend-config` announces it in `capabilities`.',
  },
  { name: 'server', description: 'The server itself: how it is, what it plays, what it measures.' },
];

const BEARER = {
  type: 'http',
  scheme: 'bearer',
  description: 'Only where the server was started with tokens.',
};

/**
 * Begins to write down the routes: to be awaited before the first of them is there.
 *
 * From then on response schemas describe and leave answers as they are: fields that a schema does not know pass.
 */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  await app.register(fastifySwagger, {
    openapi: { openapi: '3.1.0' },
    transform: ({ schema, url, route }) => ({ url, schema: named(schema, url, String(route.method)) }),
  });
}

/** `GET /api/openapi.json`: the document of all routes. */
export function openapiRoute(app: FastifyInstance, version: string): void {
  let document: OpenApiDocument | undefined;
  app.get(
    OPENAPI_PATH,
    {
      schema: {
        summary: 'This document',
        description: 'All routes of this server, in OpenAPI 3.1.',
        tags: ['server'],
        response: { 200: MapOf(Text(), Unknown(), { description: 'An OpenAPI 3.1 document.' }) },
      },
    },
    () => (document ??= complete(app.swagger(), version)),
  );
}

/** `GET /api/loki/flow/records` is `getLokiFlowRecords`; a parameter is named after "By". */
function named(schema: FastifySchema | undefined, url: string, method: string): FastifySchema {
  const words = url
    .replace(/^\/api\//, '/')
    .split(/[^A-Za-z0-9:]+/)
    .filter((word) => word !== '');
  const name = words.map((word) => capital(word.startsWith(':') ? `by${capital(word.slice(1))}` : word));
  return { operationId: `${method.toLowerCase()}${name.join('')}`, ...schema };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function complete(generated: object, version: string): OpenApiDocument {
  const document = readDocument({
    ...generated,
    info: {
      title: 'Network Traffic mock server',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server.' }],
    tags: TAGS,
    paths: modernSchema('paths' in generated ? generated.paths : {}),
    components: {
      schemas: { Problem: modernSchema(Problem) },
      responses: REFUSAL_RESPONSES,
      securitySchemes: { bearer: BEARER },
    },
  });
  return {
    ...document,
    paths: mapValues(document.paths, (methods, path) =>
      mapValues(methods, (operation) => completeOperation(path, operation)),
    ),
  };
}

function mapValues<T, U>(
  values: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]));
}

/** A parameter with a default need not be given; a token need not where there are none. */
function completeOperation(path: string, operation: Operation): Operation {
  const { parameters, ...rest } = withRefusals(path, operation);
  return {
    ...rest,
    ...(parameters === undefined ? {} : { parameters: parameters.map(withoutNeed) }),
    ...(isGuarded(path) ? { security: [{}, { bearer: [] }] } : {}),
  };
}

function withoutNeed(parameter: Parameter): Parameter {
  return 'default' in parameter.schema ? { ...parameter, required: false } : parameter;
}
