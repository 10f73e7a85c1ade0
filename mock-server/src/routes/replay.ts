import type { ReplayState } from '#model/wire/replay.ts';
import { ReplayChange } from '#model/wire/replay.ts';

import { HttpProblem } from '../http/http-problem.ts';
import { onlyJson, readBody } from '../http/json-body.ts';
import { onlyFromLoopback } from '../http/loopback.ts';
import type { RouteContext, Server } from './route-context.ts';

/** `GET` and `PATCH /api/replay`: how the recording is played, and what is to be different. Loopback only. */
export function replayRoutes(app: Server, { replay }: RouteContext): void {
  app.get('/api/replay', { onRequest: onlyFromLoopback }, () => replay.state());
  app.patch('/api/replay', { onRequest: [onlyFromLoopback, onlyJson] }, async (request) => {
    const change = readBody(ReplayChange, request.body);
    accept(change, replay.state());
    return replay.change(change);
  });
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
