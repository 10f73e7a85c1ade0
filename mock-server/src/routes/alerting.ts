import type { Static } from 'typebox';

import { NoRules, NoSamples, NoSilences } from '#model/wire/stand-ins.ts';

import type { Server } from './route-context.ts';

const operation = <Schema>(summary: string, answer: Schema) => ({
  summary,
  description: 'Always empty: nothing here raises alerts.',
  tags: ['netobserv'],
  response: { 200: answer },
});

/** What NetObserv's page asks Prometheus and Alertmanager about its own alerts: there are none. */
export function alertingRoutes(app: Server): void {
  app.get(
    '/api/prometheus/api/v1/rules',
    { schema: operation('Rules of alerts', NoRules) },
    (): Static<typeof NoRules> => ({ status: 'success', data: { groups: [] } }),
  );
  app.get(
    '/api/prometheus/api/v1/query',
    { schema: operation('Samples of a metric', NoSamples) },
    (): Static<typeof NoSamples> => ({ status: 'success', data: { resultType: 'vector', result: [] } }),
  );
  app.get(
    '/api/alertmanager/api/v2/silences',
    { schema: operation('Silences of alerts', NoSilences) },
    (): Static<typeof NoSilences> => [],
  );
}
