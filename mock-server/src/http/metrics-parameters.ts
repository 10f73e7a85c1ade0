import { Array as ArrayOf, Object as ObjectOf, Optional, String as Text } from 'typebox';

import { MAX_BATCH } from '#model/wire/metrics.ts';

import { DATA_SOURCES } from '../query/metrics/metrics-question.ts';
import { ASKED_RECORD_TYPES } from '../query/records-question.ts';
import { METRIC_FUNCTIONS } from '../store/flow-store.ts';
import { Limit, OneOf, SHARED } from './flow-query.ts';

const MAX_WORD = 200;

const METRICS = {
  ...SHARED,
  limit: Optional(Limit),
  recordType: Optional(
    OneOf(
      ASKED_RECORD_TYPES,
      'flowLog',
      'Flow logs; or, whichever type of events is named, conversations by what each of their events adds.',
    ),
  ),
  dataSource: Optional(OneOf(DATA_SOURCES, 'auto', 'There is no Prometheus here: `prom` is refused.')),
  type: Optional(
    Text({
      maxLength: MAX_WORD,
      default: 'Bytes',
      description:
        'A field of numbers, or `Flows` or `DnsFlows`, which count records. Round trip times are in ms.',
    }),
  ),
  function: Optional(
    OneOf(METRIC_FUNCTIONS, 'rate', 'What is worked out of the values; `rate` is for each second.'),
  ),
  aggregateBy: Optional(
    Text({
      maxLength: MAX_WORD,
      description:
        'What tells series apart: `app` (nothing), a scope (`cluster`, `network`, `zone`, `host`, `namespace`, `owner`,' +
        ' `resource`), `droppedState`, `droppedCause`, `dnsRCode`, or a field. Required.',
    }),
  ),
  groups: Optional(
    Text({ maxLength: MAX_WORD, description: 'Scopes whose labels series have, too: `hosts+zones`.' }),
  ),
  rateInterval: Optional(
    Text({ maxLength: MAX_WORD, default: '1m', description: 'How far a rate looks back: `30s`, `1m30s`.' }),
  ),
  step: Optional(
    Text({
      maxLength: MAX_WORD,
      default: '30s',
      description:
        'From one value of a series to the next; values are at its multiples since the epoch, as in Loki.',
    }),
  ),
};

/** `/api/flow/metrics`. Parameters of NetObserv's that mean nothing here are ignored. */
export const MetricsParameters = ObjectOf(METRICS);

/** One query of `/api/metrics`, with what it shares with the others. */
export const BatchedMetricsParameters = ObjectOf({ id: Text(), ...METRICS }, { additionalProperties: false });

/** `/api/metrics` with all that is only looked at query by query: what a `MetricsBatch` should be. */
export const DescribedMetricsBatch = ObjectOf({
  shared: Optional(
    ObjectOf(METRICS, { description: 'What holds for each query that does not say otherwise.' }),
  ),
  queries: ArrayOf(BatchedMetricsParameters, {
    minItems: 1,
    maxItems: MAX_BATCH,
    description: 'Their ids differ.',
  }),
});
