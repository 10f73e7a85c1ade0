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
  Union,
  Unknown,
} from 'typebox';

/** What a backend can do beyond NetObserv's; the page uses each only where it is announced. */
export const CAPABILITIES = ['conversations'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** `spec.processor.logTypes` of a FlowCollector. */
export const LOG_TYPES_SETTINGS = ['Flows', 'Conversations', 'EndedConversations', 'All'] as const;
export type LogTypesSetting = (typeof LOG_TYPES_SETTINGS)[number];

/**
 * `GET /api/frontend-config`: what the cluster produces and how the page presents it.
 *
 * NetObserv's keys; all are optional for the page but `recordTypes`. Ours: `capabilities`, and `recording`
 * where a recording is played.
 */
export const FrontendConfig = ObjectOf({
  recordTypes: ArrayOf(
    Union([Literal('flowLog'), Literal('newConnection'), Literal('heartbeat'), Literal('endConnection')]),
  ),
  features: Optional(ArrayOf(Text())),
  capabilities: Optional(ArrayOf(Text())),
  buildVersion: Optional(Text()),
  buildDate: Optional(Text()),
  portNaming: Optional(ObjectOf({ enable: Bool(), portNames: MapOf(Text(), Text()) })),
  sampling: Optional(Integer()),
  dataSources: Optional(ArrayOf(Text())),
  lokiLabels: Optional(ArrayOf(Text())),
  promLabels: Optional(ArrayOf(Text())),
  maxChunkAgeMs: Optional(Num()),
  columns: Optional(ArrayOf(Unknown())),
  filters: Optional(ArrayOf(Unknown())),
  scopes: Optional(ArrayOf(Unknown())),
  fields: Optional(ArrayOf(Unknown())),
  panels: Optional(ArrayOf(Text())),
  quickFilters: Optional(ArrayOf(Unknown())),
  recording: Optional(
    ObjectOf({
      name: Text(),
      /** What a bundled recording is called. */
      title: Optional(Text()),
      /** The names of its files, without their folders. */
      files: Optional(ArrayOf(Text())),
      timeline: Union([Literal('live'), Literal('recorded')]),
      /** Of the recording where it keeps its times, else of the records in the store now; in ms since the epoch. */
      firstMs: Optional(Num()),
      lastMs: Optional(Num()),
      /** How many lines, packets or rows of its files could not be used. */
      leftOut: Optional(Integer()),
    }),
  ),
});
export type FrontendConfig = Static<typeof FrontendConfig>;
