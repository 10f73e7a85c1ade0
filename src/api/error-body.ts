import { Check } from 'typebox/schema';

import { Problem } from '#model/wire/problem.ts';
import type { HttpFailure } from '../ui/console/http-failure.ts';
import { ApiError } from './api-error.ts';
import { lokiFailureOf } from '#model/backend/loki-failure.ts';

/**
 * Keys under which NetObserv's backend names what went wrong. Its older generation puts the sentence there, its
 * newer one `true` and the sentence beside it.
 */
const NETOBSERV_CODES = [
  'promUnsupported',
  'promDisabledMetrics',
  'promMissingLabels',
  'promClient',
  'lokiDisabled',
  'lokiResponse',
  'lokiClient',
] as const;

/**
 * The error behind an answer that says no: ours (`Problem`), or NetObserv's of either generation, whose words say
 * what its Loki refused.
 */
export function apiErrorOf(failure: HttpFailure): ApiError {
  const { status, body } = failure;
  if (Check(Problem, body)) {
    return new ApiError(body.code, body.message, {
      status,
      path: body.path,
      hint: body.hint,
      allowed: body.allowed,
    });
  }
  const code = isObject(body) ? NETOBSERV_CODES.find((known) => body[known] !== undefined) : undefined;
  const said = isObject(body) && code !== undefined ? netObservMessage(body, body[code]) : undefined;
  const message = said ?? (failure.message === '' ? `HTTP ${status}` : failure.message);
  return new ApiError(lokiFailureOf(status, message) ?? code ?? `http-${status}`, message, { status });
}

function netObservMessage(body: Readonly<Record<string, unknown>>, under: unknown): string | undefined {
  const sentence = [under, body['message'], body['reason']].find((text) => typeof text === 'string');
  const list = [body['missing'], body['candidates']].find((names) => Array.isArray(names));
  return sentence ?? list?.join(', ');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
