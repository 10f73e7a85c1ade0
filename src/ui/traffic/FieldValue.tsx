import { fieldValues } from '#model/fields/field-values.ts';
import { fieldSpec } from '#model/fields/registry.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { Absent } from '../Absent.tsx';
import { useT } from '../i18n.ts';
import { useFormat } from '../useFormat.ts';
import { useLocale } from '../useLocale.ts';
import { fieldText } from './field-text.ts';

type FieldValueProps = { readonly record: TrafficRecord; readonly field: string };

/** What a record holds in a field, in words; a dash when nothing. */
export function FieldValue({ record, field }: FieldValueProps) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const values = fieldValues(record, field);
  if (values.length === 0) {
    return <Absent />;
  }
  const spec = fieldSpec(field);
  return <>{values.map((value) => fieldText(value, spec, { t, format, locale })).join(', ')}</>;
}
