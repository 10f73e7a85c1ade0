import type { Selection, Sort } from '#model/view.ts';

/** What both tables are given beside their rows. */
export type TableProps<T> = {
  readonly items: readonly T[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selection?: Selection | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
  /** The rows answer an older question. */
  readonly isStale: boolean;
  /**
   * Names this place in history (react-router's `location.key`): going back to it shows the table scrolled
   * and opened as it was left.
   */
  readonly memoryName?: string | undefined;
};
