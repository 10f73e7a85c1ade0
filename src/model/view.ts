import type { TrafficRecord } from './flow.ts';
import { CONVERSATION_SORT_KEYS } from './wire/conversations.ts';

/** By which column a table is ordered. `key` is the column's; a link carries it as `bytes` or `-bytes`. */
export type Sort = {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
};

/** What only tables of flow logs are ordered by. */
const FLOW_SORT_KEYS = ['type', 'flags', 'direction', 'dnsCode', 'dnsName'] as const;

/** Every key that a table is ordered by. One that the other log type knows is no error: it has no effect. */
export const SORT_KEYS: readonly string[] = [...CONVERSATION_SORT_KEYS, ...FLOW_SORT_KEYS];

/**
 * The one thing that the side panel shows: a conversation by its key (`id@startMs`), or a record by the hash
 * of its labels and fields.
 */
export type Selection =
  { readonly kind: 'conversation'; readonly key: string } | { readonly kind: 'record'; readonly key: string };

/** The tabs of the side panel, in their order; which of them exist depends on what is selected. */
export const PANEL_TABS = ['details', 'events', 'flows', 'raw'] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

/** A record with a key that is its own in every list and in every link. */
export type KeyedRecord = { readonly key: string; readonly record: TrafficRecord };
