import type { TimeSpan } from '#model/time-range.ts';

import type { CountsQuery } from '../../flow-store.ts';
import type { FieldSource } from '../conditions/field-source.ts';
import { conversationFields, recordFields } from '../conditions/field-source.ts';
import { recordTypeNumber } from '../schema.ts';
import type { Sql } from '../sql.ts';
import { and, list, sql } from '../sql.ts';
import type { Tables } from './tables.ts';

/** The rows that a question is about, before any filter. */
export type Scope = {
  readonly table: Sql;
  /** The instant of a row, in ms: when it ended. */
  readonly endedMs: Sql;
  /** Holds for rows that are in no way left out but for their time. */
  readonly isAsked: Sql;
  readonly isBefore: (span: TimeSpan) => Sql;
  readonly isAfter: (span: TimeSpan) => Sql;
  readonly fields: FieldSource;
};

/** See `FlowStore.counts`: records by their types and ends, conversations by the life they had. */
export function scopeOf(tables: Tables, { of, types }: Pick<CountsQuery, 'of' | 'types'>): Scope {
  return of === 'records' ? recordScope(tables, types) : conversationScope(tables);
}

/** Holds for the rows of a scope that are in a span. */
export function isWithin({ isAsked, isBefore, isAfter }: Scope, span: TimeSpan): Sql {
  return and([
    isAsked,
    ...(span.fromMs === -Infinity ? [] : [sql`not ${isBefore(span)}`]),
    ...(span.toMs === Infinity ? [] : [sql`not ${isAfter(span)}`]),
  ]);
}

function recordScope(tables: Tables, types: CountsQuery['types']): Scope {
  return {
    table: sql`records`,
    endedMs: sql`time`,
    isAsked: sql`"record type" in (${list(types.map((type) => sql`${recordTypeNumber(type)}`))})`,
    isBefore: ({ fromMs }) => sql`(time < ${fromMs})`,
    isAfter: ({ toMs }) => sql`(time >= ${toMs})`,
    fields: recordFields(tables.recordFields, tables.dictionary),
  };
}

function conversationScope(tables: Tables): Scope {
  return {
    table: sql`conversations`,
    endedMs: sql`"end ms"`,
    isAsked: sql`true`,
    isBefore: ({ fromMs }) => sql`("end ms" < ${fromMs})`,
    isAfter: ({ toMs }) => sql`("start ms" >= ${toMs})`,
    fields: conversationFields(tables.conversationFields, tables.dictionary),
  };
}
