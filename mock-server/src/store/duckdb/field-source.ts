import type { FieldSpec } from '#model/fields/field-spec.ts';
import { fieldSpec } from '#model/fields/registry.ts';

import { CONVERSATION_FIELD_COLUMNS } from './conversation-columns.ts';
import type { UsedFields } from './used-fields.ts';

/** Where the values of a field stand in a table. */
export type FieldPlace = {
  /** Its column and what it holds; absent for a field that has none. */
  readonly stored?: { readonly column: string; readonly spec: FieldSpec };
  /** Whether values of it stand among the rest, too. */
  readonly isInRest: boolean;
};

/** Says where the fields of a table's records are. */
export type FieldSource = (field: string) => FieldPlace;

/** The fields of records. */
export function recordFields(used: UsedFields): FieldSource {
  return (field) => {
    const spec = fieldSpec(field);
    const isInRest = used.isInRest(field);
    return spec === undefined ? { isInRest } : { stored: { column: field, spec }, isInRest };
  };
}

/** The fields of conversations, as `conversationRecord` has them. */
export function conversationFields(used: UsedFields): FieldSource {
  const ofRecord = recordFields(used);
  return (field) => {
    const own = CONVERSATION_FIELD_COLUMNS.get(field);
    const spec = fieldSpec(field);
    return own === undefined || spec === undefined
      ? ofRecord(field)
      : { stored: { column: own, spec }, isInRest: false };
  };
}
