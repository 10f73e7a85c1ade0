import { Problem } from '#model/wire/problem.ts';
import { ReplayChange, ReplayState } from '#model/wire/replay.ts';

import { HttpProblem } from '../http/http-problem.ts';
import { asItIs, onlyJson, readBody } from '../http/json-body.ts';
import { onlyFromLoopback } from '../http/loopback.ts';
import type { RouteContext, Server } from './route-context.ts';

const READ = {
  summary: 'How the recording is played',
  description: 'Where in the recording the replay is, how fast it goes, and what "now" means in queries.',
  tags: ['server'],
  response: { 200: ReplayState },
};

const CHANGE = {
  summary: 'Plays the recording otherwise',
  description: `Pauses, goes on, changes the speed, jumps. Only where the timeline is live: elsewhere a 409. Asked
for by the machine alone on which the server runs.`,
  tags: ['server'],
  body: ReplayChange,
  response: { 200: ReplayState, 409: { ...Problem, description: 'The timeline is not live.' } },
};

/** `GET` and `PATCH /api/replay`: how the recording is played, and what is to be different. Loopback only. */
export function replayRoutes(app: Server, { replay }: RouteContext): void {
  app.get('/api/replay', { onRequest: onlyFromLoopback, schema: READ }, () => replay.state());
  app.patch(
    '/api/replay',
    { onRequest: [onlyFromLoopback, onlyJson], schema: CHANGE, validatorCompiler: asItIs },
    async (request) => {
      const change = readBody(ReplayChange, request.body);
      accept(change, replay.state());
      return replay.change(change);
    },
  );
}

function accept({ positionMs = 0 }: ReplayChange, { timeline, durationMs }: ReplayState): void {
  if (timeline === 'recorded') {
    throw new HttpProblem(409, {
      message: 'The recording is shown at its own times, where nothing is played.',
      code: 'not-live',
      hint: 'Start the server with --timeline live.',
    });
  }
  if (positionMs > durationMs) {
    throw new HttpProblem(400, {
      message: `positionMs must be <= ${durationMs}, where the recording ends, not ${positionMs}.`,
      code: 'invalid-body',
      path: 'positionMs',
    });
  }
}
