import type { ColumnChoice, ColumnOffer } from '../../state/preferences/column-choice.ts';
import { shownColumns } from '../../state/preferences/column-choice.ts';
import type { FieldSpec } from '#model/fields/field-spec.ts';
import { FIELD_GROUPS } from '#model/fields/field-spec.ts';
import { fieldLabel } from '../../ui/traffic/field-label.ts';
import type { Column } from '../../ui/virtual-table/column.ts';
import type { Translate } from '../../ui/i18n.ts';

/** The columns of a table: those that it shows until somebody chooses, and one for each further field. */
export type TableColumns<T> = {
  readonly standard: readonly Column<T>[];
  readonly more: readonly Column<T>[];
};

/** The columns that are shown, in the order that was chosen. */
export function chosenColumns<T>(
  { standard, more }: TableColumns<T>,
  choice: ColumnChoice | undefined,
): readonly Column<T>[] {
  const columns = new Map([...standard, ...more].map((column) => [column.id, column]));
  const offers = [...columns.keys()].map((id, index) => ({ id, isDefault: index < standard.length }));
  return shownColumns(offers, choice).flatMap((id) => columns.get(id) ?? []);
}

/** What a user can choose from: the standard columns in their order, then those of fields. */
export function columnOffers(
  standard: readonly Pick<Column<unknown>, 'id' | 'label'>[],
  fields: readonly FieldSpec[],
  t: Translate,
): readonly ColumnOffer[] {
  return [
    ...standard.map(({ id, label }) => ({ id, label, isDefault: true })),
    ...fields.map((spec) => ({
      id: spec.name,
      label: fieldLabel(spec, t),
      group: t(FIELD_GROUPS.find(({ id }) => id === spec.group)?.label ?? spec.group),
      description: spec.description === undefined ? undefined : t(spec.description),
      isDefault: false,
    })),
  ];
}
