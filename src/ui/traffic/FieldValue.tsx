import { fieldValues } from '#model/fields/field-values.ts';
import { fieldSpec } from '#model/fields/registry.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { Absent } from '../Absent.tsx';
import type { Writing } from '../writing.ts';
import { fieldText } from './field-text.ts';

type FieldValueProps = { readonly record: TrafficRecord; readonly field: string; readonly writing: Writing };

/** What a record holds in a field, in words; a dash when nothing. */
export function FieldValue({ record, field, writing }: FieldValueProps) {
  const values = fieldValues(record, field);
  if (values.length === 0) {
    return <Absent writing={writing} />;
  }
  const spec = fieldSpec(field);
  return <>{values.map((value) => fieldText(value, spec, { record, writing })).join(', ')}</>;
}
