import type { Static } from 'typebox';
import {
  Array as ArrayOf,
  Boolean as Bool,
  Integer,
  Number as Num,
  Object as ObjectOf,
  Optional,
  Record as MapOf,
  String as Text,
  Unsafe,
} from 'typebox';

import type { LogTypesSetting } from './config.ts';
import { LOG_TYPES_SETTINGS } from './config.ts';
import { ReplayState } from './replay.ts';

/** How a source of records is. */
const SourceStatus = ObjectOf({
  isEnabled: Bool(),
  /** How many namespaces there is traffic of, of those that whoever asks may see. */
  namespacesCount: Integer(),
  isReady: Bool(),
  error: Text(),
  errorCode: Integer(),
});

/**
 * `GET /api/status`: NetObserv's `loki` and `prometheus`, and how this server is.
 *
 * What is counted of all traffic (`facts`, `retention`, `store`) is there for those alone who may see all of it.
 */
export const StatusAnswer = ObjectOf({
  loki: SourceStatus,
  prometheus: SourceStatus,
  logTypes: Unsafe<LogTypesSetting>({ type: 'string', enum: [...LOG_TYPES_SETTINGS] }),
  /** The name of the recording. */
  recording: Text(),
  /** What a bundled recording is called. */
  title: Optional(Text()),
  files: ArrayOf(Text()),
  timeline: Text(),
  replay: ReplayState,
  facts: Optional(
    ObjectOf({
      flows: Integer(),
      events: Integer(),
      /** Start of the first flow and end of the last one, as recorded, in ms since the epoch. */
      firstMs: Optional(Num()),
      lastMs: Optional(Num()),
      endpoints: Integer(),
      leftOut: Integer(),
    }),
  ),
  retention: Optional(
    ObjectOf({ maxAgeMs: Optional(Num()), maxRecords: Integer(), forgottenRecords: Integer() }),
  ),
  store: Optional(
    ObjectOf({
      records: MapOf(Text(), Integer()),
      conversations: Integer(),
      openConversations: Integer(),
      firstMs: Optional(Num()),
      lastMs: Optional(Num()),
    }),
  ),
});
export type StatusAnswer = Static<typeof StatusAnswer>;
