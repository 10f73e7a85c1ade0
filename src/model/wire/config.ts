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

import { RecordingNote } from './recording-note.ts';

/** What a backend can do beyond NetObserv's; the page uses each only where it is announced. */
export const CAPABILITIES = ['conversations', 'facets', 'explain', 'metrics'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** `spec.processor.logTypes` of a FlowCollector. */
export const LOG_TYPES_SETTINGS = ['Flows', 'Conversations', 'EndedConversations', 'All'] as const;
export type LogTypesSetting = (typeof LOG_TYPES_SETTINGS)[number];

/** A column of the table. `width` is in em; `filter` is the id of the filter that its values are filtered by. */
export const Column = ObjectOf({
  id: Text(),
  name: Text(),
  group: Optional(Text()),
  /** The field by which it is sorted and filtered. */
  field: Optional(Text()),
  /** Fields that are shown together. */
  fields: Optional(ArrayOf(Text())),
  /** How its value is made of fields and other columns, in NetObserv's small language. */
  calculated: Optional(Text()),
  tooltip: Optional(Text()),
  docURL: Optional(Text()),
  filter: Optional(Text()),
  /** Shown until somebody chooses. */
  default: Optional(Bool()),
  width: Optional(Num()),
  /** Shown only where this feature of the cluster is on. */
  feature: Optional(Text()),
});
export type Column = Static<typeof Column>;

/** A filter that a form offers; how its values are read follows from its id. */
export const FilterConfig = ObjectOf({
  id: Text(),
  name: Text(),
  /** One of `autocomplete`, `text`, `number`. */
  component: Text(),
  /** One of `source`, `destination`, `endpoint`; without one it looks at the whole. */
  category: Optional(Text()),
  autoCompleteAddsQuotes: Optional(Bool()),
  hint: Optional(Text()),
  examples: Optional(Text()),
  docUrl: Optional(Text()),
  placeholder: Optional(Text()),
  feature: Optional(Text()),
});
export type FilterConfig = Static<typeof FilterConfig>;

/** By what traffic is summed up: fields whose values make one node of the topology, one series of a chart. */
export const Scope = ObjectOf({
  id: Text(),
  name: Text(),
  description: Optional(Text()),
  labels: ArrayOf(Text()),
  feature: Optional(Text()),
  /** What may be drawn around it: scopes in the plural, joined by `+`. */
  groups: Optional(ArrayOf(Text())),
  /** The filter of a value of it; where the ends differ, `filters` has that of the source and the destination. */
  filter: Optional(Text()),
  filters: Optional(ArrayOf(Text())),
  /** The scope that looks into one value of it. */
  stepInto: Optional(Text()),
});
export type Scope = Static<typeof Scope>;

/** Filters that are set by one click: values, joined by commas, by filter id with `!` (not) or `>` (at least) after it. */
export const QuickFilter = ObjectOf({
  name: Text(),
  filter: MapOf(Text(), Text()),
  /** Set until somebody chooses. */
  default: Optional(Bool()),
});
export type QuickFilter = Static<typeof QuickFilter>;

/** A field of records, as far as a page has to know it. */
export const FieldConfig = ObjectOf({
  name: Text(),
  /** One of `number`, `string`, `number[]`, `string[]`. */
  type: Text(),
  /** `IP` of an address. */
  format: Optional(Text()),
  description: Optional(Text()),
});
export type FieldConfig = Static<typeof FieldConfig>;

/** Names of ports: `portNames` win over those that everybody knows. */
export const PortNaming = ObjectOf({ enable: Bool(), portNames: MapOf(Text(), Text()) });

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
  portNaming: Optional(PortNaming),
  alertNamespaces: Optional(ArrayOf(Text())),
  sampling: Optional(Integer()),
  dataSources: Optional(ArrayOf(Text())),
  /** Whether answers of Loki are made up. */
  lokiMocks: Optional(Bool()),
  lokiLabels: Optional(ArrayOf(Text())),
  promLabels: Optional(ArrayOf(Text())),
  maxChunkAgeMs: Optional(Num()),
  columns: Optional(ArrayOf(Column)),
  filters: Optional(ArrayOf(FilterConfig)),
  scopes: Optional(ArrayOf(Scope)),
  fields: Optional(ArrayOf(FieldConfig)),
  panels: Optional(ArrayOf(Text())),
  quickFilters: Optional(ArrayOf(QuickFilter)),
  /** NetObserv's health rules by name; nothing here makes any. */
  recordingAnnotations: Optional(MapOf(Text(), Unknown())),
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
      /** True where there are flows, and none that can be tracked: a page has nothing but flows to show. */
      isUntracked: Optional(Bool()),
      /** What else is to be known of it; for those alone who may see all traffic. */
      notes: Optional(ArrayOf(RecordingNote)),
    }),
  ),
});
export type FrontendConfig = Static<typeof FrontendConfig>;
