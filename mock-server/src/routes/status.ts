import type { FastifyRequest } from 'fastify';
import { Object as ObjectOf, String as Text } from 'typebox';

import { all, any, EVERYTHING, match } from '#model/filter/filter.ts';
import { StatusAnswer } from '#model/wire/status.ts';

import { NamespaceParameters } from '../http/flow-query.ts';
import type { PlayedRecording, RouteContext, Server } from './route-context.ts';

const NOT_THERE = { isEnabled: false, namespacesCount: 0, isReady: false, error: '', errorCode: 0 };

const ROLE = {
  summary: 'Who asks',
  description: '`admin` may see all traffic, `dev` that of some namespaces.',
  tags: ['netobserv'],
  response: {
    200: { description: 'A word.', content: { 'text/plain': { schema: Text({ enum: ['admin', 'dev'] }) } } },
  },
};

const HEALTH = {
  summary: 'Whether the server is there',
  tags: ['server'],
  response: { 200: ObjectOf({ status: Text() }) },
};

const STATUS = {
  summary: 'How the server is, and what it plays',
  description: `NetObserv's \`loki\` and \`prometheus\`, and ours: what is played, where the replay is, and, for
those who may see all traffic, how much there is of what.`,
  tags: ['netobserv'],
  querystring: NamespaceParameters,
  response: { 200: StatusAnswer },
};

/** Who one is, and how the server is: `/role`, `/health`, `/api/status`. */
export function statusRoutes(app: Server, context: RouteContext): void {
  const { limits, logTypes, recording, replay } = context;
  app.get('/role', { schema: ROLE }, (request, reply) => {
    void reply.type('text/plain; charset=utf-8');
    return request.tenant.namespaces === undefined ? 'admin' : 'dev';
  });
  app.get('/health', { schema: HEALTH }, () => ({ status: 'ok' }));
  app.get('/api/status', { schema: STATUS }, (request): Promise<StatusAnswer> =>
    limits.run(request, async (signal) => ({
      loki: {
        isEnabled: true,
        namespacesCount: await countNamespaces(context, request, signal),
        isReady: true,
        error: '',
        errorCode: 0,
      },
      prometheus: NOT_THERE,
      logTypes,
      recording: recording.name,
      ...(recording.title === undefined ? {} : { title: recording.title }),
      files: [...recording.files],
      timeline: recording.timeline,
      replay: replay.state(),
      ...(request.tenant.namespaces === undefined ? await ofAllTraffic(context, signal) : {}),
    })),
  );
}

/** How many of the namespaces that may be seen, and are asked about, there is traffic of. */
async function countNamespaces(
  { store }: RouteContext,
  { tenant, query }: Pick<FastifyRequest, 'tenant'> & { readonly query: { readonly namespace?: string } },
  signal: AbortSignal,
): Promise<number> {
  const { namespace = '' } = query;
  const ofEnd = async (field: string) => {
    const isIn = (name: string) => match(field, '=', name);
    const filter = all(
      namespace === '' ? EVERYTHING : isIn(namespace),
      tenant.namespaces === undefined ? EVERYTHING : any(...tenant.namespaces.map(isIn)),
    );
    return store.values(field, filter, signal);
  };
  const lists = await Promise.all([ofEnd('SrcK8S_Namespace'), ofEnd('DstK8S_Namespace')]);
  return new Set(lists.flat()).size;
}

async function ofAllTraffic({ store, recording, retention }: RouteContext, signal: AbortSignal) {
  return { facts: factsOf(recording), retention: retention(), store: await store.summary(signal) };
}

function factsOf({ facts }: PlayedRecording) {
  const { flows, events, traffic, endpoints, leftOutCount } = facts;
  return { flows, events, ...traffic, endpoints, leftOut: leftOutCount };
}
