import type { Selection, Sort } from '#model/view.ts';

/** What both tables are given beside their rows. */
export type TableProps<T> = {
  readonly items: readonly T[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selection?: Selection | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
  readonly isStale: boolean;
  readonly memoryName?: string | undefined;
};
