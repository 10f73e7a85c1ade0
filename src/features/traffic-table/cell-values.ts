import { fieldValues } from '#model/fields/field-values.ts';
import { fieldSpec } from '#model/fields/registry.ts';
import { boundsOfField, matchOfField } from '#model/filter/match-of-field.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { formatDayAndTime } from '../../ui/time-format.ts';
import { fieldLabel } from '../../ui/traffic/field-label.ts';
import { fieldText } from '../../ui/traffic/field-text.ts';
import type { CellValue } from '../../ui/virtual-table/cell-value.ts';
import type { Writing } from '../../ui/writing.ts';

/** What a record holds in these fields, each value once; what nothing filters on is left out. */
export function fieldCellValues(
  record: TrafficRecord,
  fields: readonly string[],
  writing: Writing,
): readonly CellValue[] {
  return fields.flatMap((field) =>
    [...new Set(fieldValues(record, field))].flatMap((value): readonly CellValue[] => {
      const spec = fieldSpec(field);
      const condition = matchOfField(field, value);
      return spec === undefined || condition === undefined
        ? []
        : [
            {
              label: fieldLabel(spec, writing.t),
              text: fieldText(value, spec, { record, writing }),
              kind: { of: 'value', condition, record },
            },
          ];
    }),
  );
}

/** The amounts that a record holds in these fields, to be reached or not. */
export function amountCellValues(
  record: TrafficRecord,
  fields: readonly string[],
  writing: Writing,
): readonly CellValue[] {
  return fields.flatMap((field): readonly CellValue[] => {
    const spec = fieldSpec(field);
    const amount = numberField(record, field);
    const bounds = amount === undefined ? undefined : boundsOfField(field, amount);
    return spec === undefined || amount === undefined || bounds === undefined
      ? []
      : [
          {
            label: fieldLabel(spec, writing.t),
            text: fieldText(amount, spec, { record, writing }),
            kind: { of: 'amount', bounds, record },
          },
        ];
  });
}

/** An instant under the name of its column; nothing where there is none. */
export function timeCellValues(
  label: string,
  ms: number | undefined,
  { locale }: Writing,
): readonly CellValue[] {
  return ms === undefined || !Number.isFinite(ms)
    ? []
    : [{ label, text: formatDayAndTime(ms, locale), kind: { of: 'time', ms } }];
}

/** What one end is called and where it is; its owner only where that is another than itself. */
export function endCellValues(
  record: TrafficRecord,
  end: 'Src' | 'Dst',
  writing: Writing,
): readonly CellValue[] {
  const [name] = fieldValues(record, `${end}K8S_Name`);
  const [owner] = fieldValues(record, `${end}K8S_OwnerName`);
  const fields = ['K8S_Name', 'K8S_Namespace', ...(owner === name ? [] : ['K8S_OwnerName']), 'Addr', 'Port'];
  return fieldCellValues(
    record,
    fields.map((field) => `${end}${field}`),
    writing,
  );
}
