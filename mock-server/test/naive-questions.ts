import type { Conversation } from '#model/conversation/conversation.ts';
import { RECORD_TYPES } from '#model/event.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import { fieldValues } from '#model/fields/field-values.ts';
import { fieldSpec } from '#model/fields/registry.ts';
import type { Filter } from '#model/filter/filter.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { TimeSpan } from '#model/time-range.ts';

import type { CountsQuery, Facet, FacetsQuery, Nearest } from '../src/store/flow-store.ts';
import { NaiveFlowStore } from './naive-flow-store.ts';

const ALWAYS = { fromMs: -Infinity, toMs: Infinity };

/** What a store is to answer when it is asked how many, where in time, and with which values. */
export class NaiveQuestions {
  readonly #store = new NaiveFlowStore();

  constructor(records: readonly TrafficRecord[]) {
    this.#store.ingest(records);
  }

  counts({ of, span, types, filters }: CountsQuery): readonly number[] {
    return filters.map((filter) =>
      of === 'records'
        ? this.#store.records({ span, types, filter, limit: 1 }).length
        : this.#conversations(span, filter).length,
    );
  }

  nearest(query: Omit<CountsQuery, 'filters'> & { readonly filter: Filter }): Nearest {
    const { of, span, types, filter } = query;
    const lives =
      of === 'records'
        ? this.#store.records({ span: ALWAYS, types, filter, limit: 1 }).map((record) => {
            const endMs = numberField(record, 'TimeFlowEndMs') ?? 0;
            return { startMs: endMs, endMs };
          })
        : this.#conversations(ALWAYS, filter);
    const before = lives.filter(({ endMs }) => endMs < span.fromMs).map(({ endMs }) => endMs);
    const after = lives.filter(({ startMs }) => startMs >= span.toMs).map(({ endMs }) => endMs);
    return {
      ...(before.length === 0 ? {} : { beforeMs: Math.max(...before) }),
      ...(after.length === 0 ? {} : { afterMs: Math.min(...after) }),
      count: lives.filter(({ startMs, endMs }) => endMs < span.fromMs || startMs >= span.toMs).length,
    };
  }

  facets({ span, filter, fields, limit }: FacetsQuery): readonly Facet[] {
    const records = this.#conversations(span, filter).map(conversationRecord);
    return fields.map((field) => {
      const values = records.flatMap((record) => {
        const set = fieldValues(record, field).map(String);
        return [...new Set(set.length === 0 ? [''] : set)];
      });
      const counts = [...new Set(values)]
        .map((value) => ({ value, count: values.filter((other) => other === value).length }))
        .sort((a, b) => b.count - a.count || compareValues(field, a.value, b.value));
      return { field, values: counts.slice(0, limit), valueCount: counts.length };
    });
  }

  #conversations(span: TimeSpan, filter: Filter): readonly Conversation[] {
    return this.#store.conversations({ span, filter, order: { key: 'end', direction: 'asc' }, limit: 1 });
  }
}

/** Every record there is. */
export const EVERY_RECORD: CountsQuery = {
  of: 'records',
  span: ALWAYS,
  types: RECORD_TYPES,
  filters: [EVERYTHING],
};

function compareValues(field: string, a: string, b: string): number {
  if (fieldSpec(field)?.type === 'number') {
    const [left, right] = [a, b].map((text) =>
      text.trim() === '' || Number.isNaN(Number(text)) ? Infinity : Number(text),
    );
    if (left !== undefined && right !== undefined && left !== right) {
      return left < right ? -1 : 1;
    }
  }
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
