import { createElement } from 'react';

import type { FieldFormat, FieldSpec } from '#model/fields/field-spec.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { fieldLabel } from '../../ui/traffic/field-label.ts';
import type { Column } from '../../ui/virtual-table/column.ts';
import type { Writing } from '../../ui/writing.ts';
import type { CellValue } from '../../ui/virtual-table/cell-value.ts';
import { amountCellValues, fieldCellValues, timeCellValues } from './cell-values.ts';
import { FieldCell } from './FieldCell.tsx';
import { fieldSorts } from './field-sorts.ts';

/** Widths of values in rem. */
const WIDTHS: Readonly<Partial<Record<FieldFormat, number>>> = {
  epochMs: 11.5,
  epochS: 11.5,
  ip: 8.5,
  mac: 9.5,
  bytes: 6,
  packets: 6,
  count: 6,
  ms: 6,
  ns: 6,
};
const TEXT_WIDTH = 8;
const NUMBER_WIDTH = 6.5;

/** Formats whose values are compared by their size at a glance. */
const AMOUNTS: ReadonlySet<FieldFormat | undefined> = new Set<FieldFormat>([
  'bytes',
  'packets',
  'count',
  'ms',
  'ns',
]);

/** What the columns of fields need to know of a table. */
export type FieldTable<T> = {
  readonly recordOf: (item: T) => TrafficRecord;
  /** What the table can be ordered by. */
  readonly orderings: ReadonlyMap<string, unknown>;
};

/** A column for each field, with its values in words; its id is the field's name. */
export function fieldColumns<T>(
  fields: readonly FieldSpec[],
  { recordOf, orderings }: FieldTable<T>,
  writing: Writing,
): readonly Column<T>[] {
  return fields.map((spec) => {
    const label = fieldLabel(spec, writing.t);
    return {
      id: spec.name,
      label,
      width: Math.max(valueWidth(spec), headWidth(label)),
      isNumeric: AMOUNTS.has(spec.format),
      sorts: fieldSorts(spec, label, orderings),
      cell: (item) => createElement(FieldCell, { record: recordOf(item), field: spec.name, writing }),
      values: (item) => cellValues(spec, recordOf(item), writing),
    };
  });
}

function cellValues(spec: FieldSpec, record: TrafficRecord, writing: Writing): readonly CellValue[] {
  const { name, format } = spec;
  if (format === 'epochMs') {
    return timeCellValues(fieldLabel(spec, writing.t), numberField(record, name), writing);
  }
  return AMOUNTS.has(format)
    ? amountCellValues(record, [name], writing)
    : fieldCellValues(record, [name], writing);
}

/** In rem, of a letter of a head; and of what stands beside its name: space and the arrows of its order. */
const LETTER_WIDTH = 0.46;
const HEAD_EXTRA = 2.25;

/** The width in which the name of a column stands on two lines at most, as a head has no room for more. */
function headWidth(label: string): number {
  const words = label.split(' ');
  const breaks = words.map((_word, index) =>
    Math.max(words.slice(0, index).join(' ').length, words.slice(index).join(' ').length),
  );
  return Math.min(...breaks) * LETTER_WIDTH + HEAD_EXTRA;
}

/** The width of the widest value that is common. */
function valueWidth({ format, type }: FieldSpec): number {
  const isShort = type === 'number' || type === 'boolean';
  return (format === undefined ? undefined : WIDTHS[format]) ?? (isShort ? NUMBER_WIDTH : TEXT_WIDTH);
}
