import type { FastifyInstance } from 'fastify';

import type { Backend } from '../backend.ts';
import type { Loki } from '../loki/log-answer.ts';
import { labelValues } from '../loki/log-answer.ts';
import { accessOf } from './access.ts';
import type { Answer } from './answer.ts';
import { jsonAnswer, textAnswer } from './answer.ts';
import { send, serve } from './serve.ts';

const NOT_THERE = { isEnabled: false, namespacesCount: 0, isReady: false, error: '', errorCode: 0 };

/** Networks that are there without anybody having made them. */
const DEFAULT_NETWORK = 'default';
const NO_TOKEN = 'missing Authorization header';
const NO_CLUSTER =
  'unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined';

/** Who one is, and what there is: `/role`, `/api/status`, `/api/k8s/resources/udnIds`. */
export function statusRoutes(app: FastifyInstance, backend: Backend): void {
  // Asked for by anybody, who then is no administrator.
  app.get('/role', (request, reply) => {
    const access = accessOf(backend.tokens, request.headers.authorization);
    const isAdmin = access.ok && access.value.namespaces === undefined;
    return send(reply, textAnswer(isAdmin ? 'admin' : 'dev', 'text/plain; charset=utf-8'));
  });
  serve(app, backend, '/api/status', ({ loki }) =>
    jsonAnswer({
      loki: {
        isEnabled: true,
        // Each end by itself: a namespace of both counts twice.
        namespacesCount:
          labelValues(loki, 'SrcK8S_Namespace').length + labelValues(loki, 'DstK8S_Namespace').length,
        isReady: true,
        error: '',
        errorCode: 0,
      },
      prometheus: NOT_THERE,
    }),
  );
  serve(app, backend, '/api/k8s/resources/udnIds', ({ authorization, loki }) =>
    authorization === '' ? udnsWithoutCluster() : jsonAnswer(udnsOf(loki)),
  );
}

/** Without a token: the backend tells every error and goes on all the same, so that it answers several times at once. */
function udnsWithoutCluster(): Answer {
  const errors = [NO_TOKEN, NO_CLUSTER, NO_CLUSTER].map((message) => jsonAnswer({ message }).body);
  return { ...jsonAnswer([]), status: 500, body: `${errors.join('')}[]` };
}

/** The networks that traffic passed stand for those that a cluster would list. */
function udnsOf({ store }: Loki): readonly string[] {
  const ids = new Set<string>();
  for (const { record } of store.between(-Infinity, Infinity)) {
    const networks = record['Udns'];
    for (const id of Array.isArray(networks) ? networks : []) {
      ids.add(String(id));
    }
  }
  ids.delete(DEFAULT_NETWORK);
  return [...ids].sort();
}
