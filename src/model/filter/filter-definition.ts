import type { Operator } from './filter.ts';

/** What a cluster must have switched on for a filter to find anything (`features` of its configuration). */
export const FILTER_FEATURES = [
  'multiCluster',
  'zones',
  'subnetLabels',
  'multiNetworks',
  'udnMapping',
  'pktDrop',
  'dnsTracking',
  'flowRTT',
  'networkEvents',
  'packetTranslation',
  'ipsec',
  'tlsTracking',
] as const;
export type FilterFeature = (typeof FILTER_FEATURES)[number];

/** Which end a filter looks at; `endpoint` is either. Without one it looks at the whole. */
export const FILTER_CATEGORIES = ['source', 'destination', 'endpoint'] as const;
export type FilterCategory = (typeof FILTER_CATEGORIES)[number];

/** Where source and destination fields begin with. */
export type EndPrefix = 'Src' | 'Dst';

/** What a filter is tested against. */
export type FilterTarget =
  | { readonly kind: 'field'; readonly field: string }
  /** Either end: the filters of its two ends, by id. */
  | { readonly kind: 'endpoint'; readonly source: string; readonly destination: string }
  /** `…K8S_Type` for pods, services and nodes, `…K8S_OwnerType` for other kinds. */
  | { readonly kind: 'kind'; readonly end: EndPrefix }
  /** `Kind.namespace.name`, or `Node.name`. */
  | { readonly kind: 'resource'; readonly end: EndPrefix };

/** Lists of values that only a backend knows. */
export const SUPPLIED_VALUES = ['namespaces', 'names', 'clusters', 'zones', 'udns'] as const;
export type SuppliedValues = (typeof SUPPLIED_VALUES)[number];

/** A value of a closed set: what is written, and what it stands for. */
export type KnownValue = { readonly value: string; readonly description?: string };

/** Where suggestions for values come from. */
export type ValueSource =
  | { readonly kind: 'free' }
  | { readonly kind: 'known'; readonly values: readonly KnownValue[] }
  | { readonly kind: 'supplied'; readonly list: SuppliedValues };

/** One filter that a user calls by a name. */
export type FilterDefinition = {
  /** What is written before the operator, in text and links. Stable. */
  readonly id: string;
  /** English, sentence case: the translation key. Reads within its category: "Port" of the source. */
  readonly label: string;
  readonly category?: FilterCategory;
  /** The input that a form offers for its value. */
  readonly component: 'text' | 'number' | 'autocomplete';
  readonly operators: readonly Operator[];
  readonly target: FilterTarget;
  readonly values: ValueSource;
  /** Values that show how it is written. */
  readonly examples: readonly string[];
  readonly feature?: FilterFeature;
  /** Finds nothing unless the cluster tracks connections. */
  readonly needsTracking?: boolean;
  /** Not known to NetObserv: a link that carries it is written in our own grammar. */
  readonly isOwn?: boolean;
};
