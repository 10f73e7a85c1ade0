import type { ReactNode } from 'react';

import type { CellValue } from './cell-value.ts';

/** One way to order by a column. A column that shows several values has several. */
export type SortChoice = {
  /** What `Sort.key` holds and links carry. */
  readonly key: string;
  /** Translated; names the value among those of the column: "IP", "Port". */
  readonly label: string;
  /** In which direction it is ordered first: numbers and times mostly have the large ones first. */
  readonly first: 'asc' | 'desc';
};

/** A column of a `VirtualTable`. */
export type Column<T> = {
  readonly id: string;
  /** Translated. */
  readonly label: string;
  /** In rem. Never narrower than this; the table scrolls sideways before. */
  readonly width: number;
  /** Takes its part of what room is left. */
  readonly isFlexible?: boolean;
  /** Figures stand at the right. */
  readonly isNumeric?: boolean;
  /** The first is what the header's button orders by; none: not ordered by this column. */
  readonly sorts: readonly SortChoice[];
  /** A method, so that a table of `T` can be handed to parts that do not know `T`. */
  cell(item: T): ReactNode;
  /** What the cell of an item shows that rows can be chosen by. Asked when it is wanted, not for every line. */
  values?(item: T): readonly CellValue[];
};
