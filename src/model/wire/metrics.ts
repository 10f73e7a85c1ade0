import type { Static } from 'typebox';
import {
  Array as ArrayOf,
  Literal,
  Number as Num,
  Object as ObjectOf,
  Optional,
  Record as MapOf,
  String as Text,
  Tuple,
  Union,
  Unknown,
} from 'typebox';

import { Problem } from './problem.ts';
import { QueryStats } from './records.ts';

/** One line: what it is of, and its values: [seconds since the epoch, number in plain decimal notation]. */
export const MatrixSeries = ObjectOf({
  metric: MapOf(Text(), Text()),
  values: ArrayOf(Tuple([Num(), Text()])),
});

/** `GET /api/flow/metrics`: NetObserv's envelope, which is Loki's. The first series is the greatest. */
export const MatrixAnswer = ObjectOf({
  resultType: Literal('matrix'),
  result: ArrayOf(MatrixSeries),
  stats: QueryStats,
  /** The server's clock, in seconds. */
  unixTimestamp: Num(),
});
export type MatrixAnswer = Static<typeof MatrixAnswer>;

/** What NetObserv's clients know Prometheus by when it cannot answer. */
export const PromUnsupported = ObjectOf({ promUnsupported: Literal(true), reason: Text() });
export type PromUnsupported = Static<typeof PromUnsupported>;

/** How many queries one request can hold. */
export const MAX_BATCH = 50;

/**
 * `POST /api/metrics`: several metrics at once. What is in `shared` holds for each query that does not say
 * otherwise; the keys are the parameters of `GET /api/flow/metrics`, and each query is checked by itself.
 */
export const MetricsBatch = ObjectOf({
  shared: Optional(MapOf(Text(), Unknown())),
  /** Their ids differ. */
  queries: ArrayOf(ObjectOf({ id: Text({ minLength: 1, maxLength: 100 }) }), {
    minItems: 1,
    maxItems: MAX_BATCH,
  }),
});
export type MetricsBatch = Static<typeof MetricsBatch>;

/** One result for each query, in their order: an answer, or why there is none. */
export const MetricsBatchAnswer = ObjectOf({
  results: ArrayOf(
    Union([ObjectOf({ id: Text(), answer: MatrixAnswer }), ObjectOf({ id: Text(), problem: Problem })]),
  ),
  /** The server's clock, in seconds. */
  unixTimestamp: Num(),
});
export type MetricsBatchAnswer = Static<typeof MetricsBatchAnswer>;
