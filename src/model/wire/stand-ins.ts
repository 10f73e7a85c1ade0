import type { Static } from 'typebox';
import { Array as ArrayOf, Integer, Literal, Never, Object as ObjectOf, String as Text } from 'typebox';

/** `GET /api/loki/config/limits`: Loki's `limits_config`, as far as this server has such limits. */
export const LokiLimits = ObjectOf({
  /** Rows that one query answers with at most. */
  max_entries_limit_per_query: Integer(),
  /** How long a query may take, as Go writes durations. */
  query_timeout: Text(),
  /** How long a time range may be; `0s`: as long as one likes. */
  max_query_length: Text(),
  /** How long records are kept; `0s`: for ever. */
  retention_period: Text(),
});
export type LokiLimits = Static<typeof LokiLimits>;

/** `GET /api/loki/buildinfo`: what Loki says of itself, said of this server. */
export const LokiBuildInfo = ObjectOf({
  version: Text(),
  revision: Text(),
  branch: Text(),
  buildUser: Text(),
  buildDate: Text(),
  goVersion: Text(),
});
export type LokiBuildInfo = Static<typeof LokiBuildInfo>;

/** `GET /api/prometheus/api/v1/rules`: that there are none. */
export const NoRules = ObjectOf({
  status: Literal('success'),
  data: ObjectOf({ groups: ArrayOf(Never()) }),
});

/** `GET /api/prometheus/api/v1/query`: that nothing was found. */
export const NoSamples = ObjectOf({
  status: Literal('success'),
  data: ObjectOf({ resultType: Literal('vector'), result: ArrayOf(Never()) }),
});

/** `GET /api/alertmanager/api/v2/silences`: that there are none. */
export const NoSilences = ArrayOf(Never());
