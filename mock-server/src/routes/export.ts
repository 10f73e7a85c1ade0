import { Readable } from 'node:stream';

import type { TrafficRecord } from '#model/flow.ts';

import { accepted } from '../http/accepted.ts';
import { asked } from '../http/asked.ts';
import { ExportParameters } from '../http/flow-query.ts';
import { planExport } from '../query/export-question.ts';
import type { RouteContext, Server } from './route-context.ts';

/** `GET /api/loki/export`: the records that match as a file, oldest first, while they are read from the store. */
export function exportRoute(app: Server, { store, clock, limits }: RouteContext): void {
  app.get('/api/loki/export', { schema: { querystring: ExportParameters } }, async (request, reply) => {
    const query = accepted(planExport(asked(request), clock.now()));
    const leaving = new AbortController();
    reply.raw.once('close', () => {
      leaving.abort(new Error('the client has gone'));
    });
    const steps = store.export(query, leaving.signal)[Symbol.asyncIterator]();
    // The first step before the answer begins: what goes wrong there can still be told.
    const first = await limits.run(request, (signal) => firstStep(steps, signal, leaving));
    return reply
      .type('application/x-ndjson')
      .header('content-disposition', 'attachment; filename="flows.ndjson"')
      .send(Readable.from(lines(first, steps), { objectMode: false, highWaterMark: 1 }));
  });
}

type Steps = AsyncIterator<readonly TrafficRecord[], unknown>;

/** Given up when `signal` is aborted, which concerns no step after it. */
async function firstStep(steps: Steps, signal: AbortSignal, leaving: AbortController) {
  const leave = () => {
    leaving.abort(signal.reason);
  };
  signal.addEventListener('abort', leave);
  try {
    return await steps.next();
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

async function* lines(
  first: IteratorResult<readonly TrafficRecord[], unknown>,
  steps: Steps,
): AsyncGenerator<string, void> {
  for (let step = first; step.done !== true; step = await steps.next()) {
    yield step.value.map((record) => `${JSON.stringify(record)}\n`).join('');
  }
}
