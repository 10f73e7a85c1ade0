import type { FieldSpec } from '#model/fields/field-spec.ts';
import { fieldSpec } from '#model/fields/registry.ts';

import type { Dictionary } from '../columnar/dictionary.ts';
import { CONVERSATION_FIELD_COLUMNS, OBSERVERS } from '../conversation-columns.ts';
import type { Sql } from '../sql.ts';
import type { UsedFields } from '../used-fields.ts';

/** Where the values of a field stand in a table. */
export type FieldPlace = {
  /** Its column and what it holds, text as codes or as it is; absent for a field that has none. */
  readonly stored?: {
    readonly column: string;
    readonly spec: FieldSpec;
    readonly isCoded: boolean;
    /** Holds for all rows that have a code, and for few others, so that DuckDB need not look at most rows. */
    readonly isNear?: (code: number) => Sql;
  };
  /** A column of lists: where it is set, its values are those of the field, and not those of `stored`. */
  readonly lists?: string;
  /** Whether values of it stand among the rest, too. */
  readonly isInRest: boolean;
};

/** Says where the fields of a table's records are, and what their codes mean. */
export type FieldSource = {
  readonly placeOf: (field: string) => FieldPlace;
  readonly dictionary: Dictionary;
};

/** The fields of records. */
export function recordFields(used: UsedFields, dictionary: Dictionary): FieldSource {
  return {
    dictionary,
    placeOf: (field) => {
      const place = placeOf(field, used);
      return field !== '_HashId' || place.stored === undefined
        ? place
        : { ...place, stored: { ...place.stored, isNear: (code) => dictionary.isNear(code) } };
    },
  };
}

function placeOf(field: string, used: UsedFields): FieldPlace {
  const spec = fieldSpec(field);
  const isInRest = used.isInRest(field);
  return spec === undefined ? { isInRest } : { stored: { column: field, spec, isCoded: true }, isInRest };
}

/** The fields of conversations, as `conversationRecord` has them. */
export function conversationFields(used: UsedFields, dictionary: Dictionary): FieldSource {
  return {
    dictionary,
    placeOf: (field) => {
      const own = CONVERSATION_FIELD_COLUMNS.get(field);
      const spec = fieldSpec(field);
      if (own !== undefined && spec !== undefined) {
        return { stored: { column: own, spec, isCoded: false }, isInRest: false };
      }
      const place = placeOf(field, used);
      return field === 'AgentIP' && used.columns.includes(OBSERVERS) ? { ...place, lists: OBSERVERS } : place;
    },
  };
}
