import type { FastifyError, FastifyInstance } from 'fastify';

import type { Backend } from './backend.ts';
import { jsonAnswer, textAnswer } from './routes/answer.ts';
import { exportRoutes } from './routes/export.ts';
import { frontendConfigRoutes } from './routes/frontend-config.ts';
import { lokiInfoRoutes } from './routes/loki-info.ts';
import { metricRoutes } from './routes/metrics.ts';
import { recordRoutes } from './routes/records.ts';
import { resourceRoutes } from './routes/resources.ts';
import { send } from './routes/serve.ts';
import { statusRoutes } from './routes/status.ts';

/**
 * All that NetObserv's backend answers, as it answers it, over a Loki in memory.
 *
 * What nothing is at is told as Go's file server tells it. Nobody has to prove who they are for that.
 */
export function netobservRoutes(app: FastifyInstance, backend: Backend): void {
  app.setNotFoundHandler((_request, reply) =>
    send(reply, { ...textAnswer('404 page not found\n', 'text/plain; charset=utf-8'), status: 404 }),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      request.log.error({ err: error }, 'request failed');
    }
    return send(reply, { ...jsonAnswer({ message: error.message }), status });
  });
  statusRoutes(app, backend);
  frontendConfigRoutes(app, backend);
  lokiInfoRoutes(app, backend);
  recordRoutes(app, backend);
  exportRoutes(app, backend);
  metricRoutes(app, backend);
  resourceRoutes(app, backend);
}
