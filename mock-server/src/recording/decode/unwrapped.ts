import { parseJson } from './json-text.ts';

/** Members in which collectors of logs put the line of a container: Docker, journald, and most others. */
const LINE_MEMBERS = ['log', 'MESSAGE', 'message', 'msg'] as const;
const TIMES = ['TimeFlowEndMs', 'TimeFlowEnd', 'TimeReceived'];

/** A flow log that a collector of logs wrapped into an object of its own; anything else as it is. */
export function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || TIMES.some((field) => field in value)) {
    return value;
  }
  for (const member of LINE_MEMBERS) {
    const line = (value as Readonly<Record<string, unknown>>)[member];
    if (typeof line === 'string' && line.trimStart().startsWith('{')) {
      const flow = parseJson(line);
      return flow.ok ? flow.value : value;
    }
  }
  return value;
}
