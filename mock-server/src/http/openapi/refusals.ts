import type { Operation } from './document.ts';

/** How requests are refused, by status; each answer is a `Problem`. */
const REFUSALS = {
  400: ['BadRequest', 'A parameter or the body is not what it should be; `path` says which.'],
  401: ['Unauthorized', 'The server asks for a token, and there is none or an unknown one.'],
  403: ['Forbidden', 'Not for whoever asks.'],
  404: ['NotFound', 'There is no such thing.'],
  413: ['TooLarge', 'The filter or the body is larger than the server reads.'],
  415: ['UnsupportedMediaType', 'The body is not said to be JSON.'],
  422: ['Unanswerable', 'Understood, and too much or contradictory: `hint` says what would do.'],
  429: ['TooMany', 'Too many questions at once: ask again a little later.'],
  504: ['TooSlow', 'The answer took too long.'],
} as const;
type RefusalStatus = keyof typeof REFUSALS;

const CONTENT = { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** The refusals as a document's shared answers, by name. */
export const REFUSAL_RESPONSES = Object.fromEntries(
  Object.values(REFUSALS).map(([name, description]) => [name, { description, content: CONTENT }]),
);

/**
 * The answers of an operation with the refusals that it can give.
 *
 * Follows from what it takes (parameters, a filter, a body) and where it is; what the operation says of a status
 * itself stands.
 */
export function withRefusals(path: string, operation: Operation): Operation {
  const responses: Record<string, Operation['responses'][string]> = {};
  for (const status of refusalsOf(path, operation)) {
    responses[status] = { $ref: `#/components/responses/${REFUSALS[status][0]}` };
  }
  return { ...operation, responses: { ...responses, ...operation.responses } };
}

/** What concerns the server or all traffic; the replay is also for this machine alone. */
const CONFINED = ['/metrics', '/api/loki/metrics', '/api/loki/buildinfo', '/api/loki/config', '/api/replay'];
/** What is answered without a question to the store. */
const UNASKED = [...CONFINED, '/api/loki/ready', '/api/prometheus', '/api/alertmanager', '/api/openapi.json'];

function refusalsOf(path: string, { parameters = [], requestBody }: Operation): readonly RefusalStatus[] {
  const takesFilters = parameters.some(({ name }) => name === 'filters') || requestBody !== undefined;
  const takesSomething = parameters.length > 0 || requestBody !== undefined;
  return [
    ...(takesSomething ? ([400] as const) : []),
    ...(isGuarded(path) ? ([401] as const) : []),
    ...(isBelow(path, CONFINED) || parameters.some(({ name }) => name === 'namespace')
      ? ([403] as const)
      : []),
    ...(parameters.some((parameter) => parameter.in === 'path') ? ([404] as const) : []),
    ...(takesFilters ? ([413] as const) : []),
    ...(requestBody === undefined ? [] : ([415] as const)),
    ...(takesFilters ? ([422] as const) : []),
    ...(path.startsWith('/api/') && !isBelow(path, UNASKED) ? ([429, 504] as const) : []),
  ];
}

function isBelow(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}

/** Whether a token is asked for where the server has tokens. */
export function isGuarded(path: string): boolean {
  return path !== '/health';
}
