import type { JsonValue, TrafficRecord } from '#model/flow.ts';

import type { FlowStore } from '../store/flow-store.ts';
import type { LogStore } from './loki/log-store.ts';

/**
 * A store whose records go into Loki, too, and are forgotten there with its own.
 *
 * They go there without `Duplicate`, which no record of a cluster has: the pipeline here marks what two observers saw.
 */
export function feeding(store: FlowStore, log: LogStore): FlowStore {
  return {
    ingest: async (records, load) => {
      await store.ingest(records, load);
      log.push(records.map(asInCluster));
    },
    forget: async (limits) => {
      log.forget(limits);
      return store.forget(limits);
    },
    loads: () => store.loads(),
    records: (query, signal) => store.records(query, signal),
    conversations: (query, signal) => store.conversations(query, signal),
    conversation: (wanted, limit, signal) => store.conversation(wanted, limit, signal),
    values: (field, filter, signal) => store.values(field, filter, signal),
    summary: (signal) => store.summary(signal),
    metrics: (query, signal) => store.metrics(query, signal),
    counts: (query, signal) => store.counts(query, signal),
    nearest: (query, signal) => store.nearest(query, signal),
    facets: (query, signal) => store.facets(query, signal),
    fields: (query, signal) => store.fields(query, signal),
    export: (query, signal) => store.export(query, signal),
    close: () => store.close(),
  };
}

function asInCluster(record: TrafficRecord): TrafficRecord {
  const { Duplicate, ...fields }: { readonly Duplicate?: JsonValue } & TrafficRecord = record;
  return Duplicate === undefined ? record : fields;
}
