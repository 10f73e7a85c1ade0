import { FIELDS, fieldSpec } from '#model/fields/registry.ts';
import type { Filter } from '#model/filter/filter.ts';
import { any, EVERYTHING, match } from '#model/filter/filter.ts';
import { nearest } from '#model/lib/nearest.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { QuestionError } from '../question-error.ts';
import { badQuestion } from '../question-error.ts';

/** What is measured: a field, or how many records there are. */
export type MetricType = {
  readonly field?: string;
  /** Only records that have it to measure. */
  readonly filter: Filter;
  /** By what values are divided to be answered in their unit. */
  readonly divisor: number;
};

/** Traffic of DNS: agents that write zeros do so for any traffic, so that having the fields is not enough. */
const IS_DNS = any(
  match('DnsId', '>', '0'),
  match('DnsLatencyMs', '>', '0'),
  match('DnsErrno', '>', '0'),
  match('DnsFlagsResponseCode', '!=', ''),
  match('DnsName', '!=', ''),
);

const NS_PER_MS = 1e6;

/** What `type` asks for, of flow logs or of the events of conversations. */
export function askedType(type: string, of: 'flows' | 'events'): Result<MetricType, QuestionError> {
  switch (type) {
    case 'Flows':
      return ok({ filter: EVERYTHING, divisor: 1 });
    case 'DnsFlows':
      return ok({ filter: IS_DNS, divisor: 1 });
    case 'DnsLatencyMs':
      return ok({ field: type, filter: IS_DNS, divisor: 1 });
    case 'TimeFlowRttNs':
      return ok(roundTripTime(of === 'flows' ? type : 'MaxTimeFlowRttNs'));
    case 'MaxTimeFlowRttNs':
      return ok(roundTripTime(type));
    default:
      return fieldSpec(type)?.type === 'number'
        ? ok({ field: type, filter: EVERYTHING, divisor: 1 })
        : err(notNumeric(type));
  }
}

/** Answered in milliseconds, as NetObserv does. One of 0 was not measured. */
function roundTripTime(field: string): MetricType {
  return { field, filter: match(field, '>', '0'), divisor: NS_PER_MS };
}

function notNumeric(type: string): QuestionError {
  const numeric = FIELDS.filter((field) => field.type === 'number').map(({ name }) => name);
  const suggestion = nearest(type, ['Flows', 'DnsFlows', ...numeric]);
  const what = fieldSpec(type) === undefined ? 'which there is not' : 'which holds no numbers';
  return {
    ...badQuestion(
      'unknown-field',
      'type',
      `type must be Flows, DnsFlows or a field of numbers, not ${JSON.stringify(type)}, ${what}.`,
    ),
    ...(suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` }),
  };
}
