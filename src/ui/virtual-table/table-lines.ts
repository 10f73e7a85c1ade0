import type { ReactNode } from 'react';
import { createContext } from 'react';

import type { DrawnChunks } from './chunks.ts';
import type { Column } from './column.ts';
import type { TableRow } from './table-rows.ts';
import type { RowVirtualizer } from './useRowWindow.ts';

/** All lines of a table, drawn or not. */
export type TableLines = {
  readonly virtualizer: RowVirtualizer;
  readonly rows: readonly TableRow[];
  readonly openKeys: ReadonlySet<string>;
  /** Name of the button that opens a line. */
  readonly expandLabel: string;
  readonly setExpanded: (key: string, isExpanded: boolean) => void;
  readonly activeIndex: number;
  readonly columns: readonly Column<unknown>[];
  readonly items: readonly unknown[];
  readonly selectedKey: string | undefined;
  /** `aria-keyshortcuts` of lines: the keys that open their menu, if they have one. */
  readonly menuKeys: string | undefined;
  /** What an item opens to, by its place in `items`; `undefined` for a table whose lines do not open. */
  readonly renderDetail: ((itemIndex: number) => ReactNode) | undefined;
};

/** Lines with the chunks of them that are drawn, and the height of all in pixels. */
export type DrawnLines = TableLines & { readonly drawn: DrawnChunks; readonly totalSize: number };

/** Brings lines to the body of a table past its frame, which need not be drawn anew for them. */
export const TableLinesContext = createContext<DrawnLines | undefined>(undefined);
