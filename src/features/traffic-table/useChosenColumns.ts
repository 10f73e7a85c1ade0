import { useMemo } from 'react';

import type { LogType } from '#model/event.ts';
import type { Column } from '../../ui/virtual-table/column.ts';
import { useWriting } from '../../ui/writing.ts';
import { chosenColumns } from './chosen-columns.ts';
import type { FieldTable } from './field-columns.ts';
import { fieldColumns } from './field-columns.ts';
import { offeredFields } from './offered-fields.ts';
import type { ChosenView } from './table-props.ts';

type ChosenColumnsOptions<T> = {
  readonly logType: LogType;
  readonly standard: readonly Column<T>[];
  /** The same object in every render. */
  readonly table: FieldTable<T>;
  readonly view: ChosenView;
};

/** The columns that a table shows: as the user chose, of those that the cluster has something for. */
export function useChosenColumns<T>(options: ChosenColumnsOptions<T>): readonly Column<T>[] {
  const { logType, standard, table, view } = options;
  const { features, columns } = view;
  const writing = useWriting();
  const choice = columns[logType];
  return useMemo(() => {
    // Without a choice the fields need no columns: nobody sees them.
    const fields = choice === undefined ? [] : offeredFields(logType, features);
    return chosenColumns({ standard, more: fieldColumns(fields, table, writing) }, choice);
  }, [logType, standard, table, features, choice, writing]);
}
