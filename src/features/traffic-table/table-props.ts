import type { Selection, Sort } from '#model/view.ts';
import type { ColumnChoices, Density } from '../../state/preferences/preferences.ts';

/** How the user wants to see a table. The same object as long as nothing of it changes. */
export type ChosenView = {
  readonly density: Density;
  readonly columns: ColumnChoices;
  /** What the cluster has switched on: columns that need more are not shown. */
  readonly features: readonly string[];
};
import type { ChoicesOf } from '../../ui/virtual-table/cell-value.ts';

/** What both tables are given beside their rows. */
export type TableProps<T> = {
  readonly items: readonly T[];
  readonly view: ChosenView;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selection?: Selection | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
  /** What can be done with the values of cells; left out: nothing. */
  readonly choicesOf?: ChoicesOf | undefined;
  /** The rows answer an older question. */
  readonly isStale: boolean;
  /**
   * Names this place in history (react-router's `location.key`): going back to it shows the table scrolled
   * and opened as it was left.
   */
  readonly memoryName?: string | undefined;
};
