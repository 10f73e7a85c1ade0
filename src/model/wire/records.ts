import type { Static } from 'typebox';
import {
  Array as ArrayOf,
  Boolean as Bool,
  Integer,
  Literal,
  Number as Num,
  Object as ObjectOf,
  Optional,
  Record as MapOf,
  String as Text,
  Tuple,
  Unknown,
} from 'typebox';

/** Labels that records share, and their lines: [nanoseconds as text, record as JSON text]. */
export const RecordStream = ObjectOf({
  stream: MapOf(Text(), Text()),
  values: ArrayOf(Tuple([Text(), Text()])),
});

export const QueryStats = ObjectOf({
  numQueries: Integer(),
  totalEntries: Integer(),
  duplicates: Integer(),
  /** More records match than were asked for. */
  limitReached: Bool(),
  queriesStats: Optional(Unknown()),
  dataSources: Optional(Unknown()),
});

/** `GET /api/loki/flow/records`: NetObserv's envelope, which is Loki's. */
export const RecordsAnswer = ObjectOf({
  resultType: Literal('streams'),
  result: ArrayOf(RecordStream),
  stats: QueryStats,
  /** The server's clock, in seconds. */
  unixTimestamp: Num(),
});
export type RecordsAnswer = Static<typeof RecordsAnswer>;
