import { Readable } from 'node:stream';

import { Unsafe } from 'typebox';

import { beginExport } from '../export/export-file.ts';
import { accepted } from '../http/accepted.ts';
import { asked } from '../http/asked.ts';
import { ExportParameters } from '../http/flow-query.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { planExport } from '../query/export-question.ts';
import type { RouteContext, Server } from './route-context.ts';

const SCHEMA = {
  summary: 'Export what matches as a file',
  description:
    'Records as CSV, JSON lines or one JSON document, in the order in which they came; conversations as conn.log of Zeek,' +
    ' by their start. With a limit the newest ones, newest first, as lists have them: conversations by their end.' +
    ' Streamed while they are read. The end of each file says what was asked for and whether it is complete:' +
    ' a file without it was cut off.',
  tags: ['netobserv'],
  querystring: ExportParameters,
  response: {
    200: {
      description: 'The file.',
      content: {
        ...Object.fromEntries(
          ['text/csv', 'application/x-ndjson', 'text/tab-separated-values'].map((type) => [
            type,
            { schema: Unsafe<Readable>({ type: 'string' }) },
          ]),
        ),
        'application/json': {
          schema: Unsafe<Readable>({
            type: 'object',
            required: ['query', 'records', 'count', 'isTruncated'],
            properties: {
              query: { type: 'object' },
              records: { type: 'array', items: { type: 'object' } },
              count: { type: 'integer' },
              isTruncated: { type: 'boolean' },
            },
          }),
        },
      },
    },
  },
};

/** `GET /api/loki/export`: what matches as a file, while it is read from the store. */
export function exportRoute(app: Server, { store, clock, limits, logTypes }: RouteContext): void {
  app.get('/api/loki/export', { schema: SCHEMA }, async (request, reply) => {
    const plan = accepted(planExport(asked(request), clock.now()));
    if (plan.kind === 'conversations' && logTypes === 'Flows') {
      throw noConversations();
    }
    const leaving = new AbortController();
    reply.raw.once('close', () => {
      leaving.abort(new Error('the client has gone'));
    });
    const source = { store, now: () => clock.now() };
    // Begun before the answer is: what goes wrong there can still be told.
    const { name, mediaType, text } = await limits.stream(request, reply, (signal) =>
      passingOn(signal, leaving, () => beginExport(plan, source, leaving.signal)),
    );
    return reply
      .type(mediaType)
      .header('content-disposition', `attachment; filename=${name}`)
      .send(Readable.from(text, { objectMode: false, highWaterMark: 1 }));
  });
}

/** Gives up what is being done when `signal` is aborted, which concerns nothing after it. */
async function passingOn<T>(
  signal: AbortSignal,
  leaving: AbortController,
  act: () => Promise<T>,
): Promise<T> {
  const leave = () => {
    leaving.abort(signal.reason);
  };
  signal.addEventListener('abort', leave);
  try {
    return await act();
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function noConversations(): HttpProblem {
  return new HttpProblem(422, {
    message: 'There are no conversations to export: this server does not track any (logTypes is Flows).',
    code: 'no-conversations',
    path: 'format',
    hint: 'Export the flow logs as csv, ndjson or json.',
  });
}
