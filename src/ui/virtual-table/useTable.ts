import type { RefObject } from 'react';
import { useCallback, useMemo, useRef, useState } from 'react';

import type { Sort } from '#model/view.ts';
import type { Density } from './density.ts';
import { HEADER_HEIGHT, ROW_HEIGHTS } from './density.ts';
import { recallScroll } from './scroll-memory.ts';
import type { TableRow } from './table-rows.ts';
import { tableRows } from './table-rows.ts';
import { useKeptFocus } from './useKeptFocus.ts';
import { useReturningFocus } from './useReturningFocus.ts';
import { useRootFontSize } from './useRootFontSize.ts';
import { useRowFocus } from './useRowFocus.ts';
import type { RowVirtualizer } from './useRowWindow.ts';
import { useRowWindow } from './useRowWindow.ts';
import { useScrollAnchor } from './useScrollAnchor.ts';
import { useViewportWidth } from './useViewportWidth.ts';

type TableOptions<T> = {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly sort: Sort;
  readonly density: Density;
  readonly selectedKey: string | undefined;
  readonly memoryName: string | undefined;
};

/** What `VirtualTable` draws and acts on. */
export type TableState = {
  readonly viewport: RefObject<HTMLDivElement>;
  readonly virtualizer: RowVirtualizer;
  readonly rows: readonly TableRow[];
  readonly itemKeys: readonly string[];
  readonly openKeys: ReadonlySet<string>;
  /** Opens or closes what is below a line; the same function in every render. */
  readonly setExpanded: (key: string, isExpanded: boolean) => void;
  /** The line that Tab reaches: the one that last had the focus, else the first. */
  readonly activeIndex: number;
  readonly setActiveKey: (key: string) => void;
  readonly focusRow: (key: string) => void;
  /** How many lines fit on a page. */
  readonly pageSize: number;
};

/** The state of a table: which lines there are, which are drawn, which is open, which has the focus. */
export function useTable<T>(options: TableOptions<T>): TableState {
  const { items, keyOf, sort, density, selectedKey, memoryName } = options;
  const rem = useRootFontSize();
  const rowHeight = ROW_HEIGHTS[density] * rem;
  const headerHeight = HEADER_HEIGHT * rem;
  const viewport = useRef<HTMLDivElement>(null);
  const [openKeys, setOpenKeys] = useState<ReadonlySet<string>>(
    () => recallScroll(memoryName)?.openKeys ?? new Set(),
  );
  const [activeKey, setActiveKey] = useState(selectedKey);

  const itemKeys = useMemo(() => items.map(keyOf), [items, keyOf]);
  const rows = useMemo(() => tableRows(itemKeys, openKeys), [itemKeys, openKeys]);
  const indexes = useMemo(() => new Map(rows.map(({ key }, index) => [key, index])), [rows]);
  const activeIndex = (activeKey === undefined ? undefined : indexes.get(activeKey)) ?? 0;

  const virtualizer = useRowWindow({ viewport, rows, rowHeight, headerHeight, activeIndex });
  const focusRow = useRowFocus({ viewport, virtualizer, indexes, setActiveKey });
  useReturningFocus(selectedKey, focusRow);
  useKeptFocus({ viewport, itemKeys, focusRow });
  useScrollAnchor({
    viewport,
    virtualizer,
    rows,
    rowHeight,
    openKeys,
    memoryName,
    order: `${sort.key} ${sort.direction}`,
  });

  useViewportWidth(viewport);

  const setExpanded = useCallback((key: string, isExpanded: boolean) => {
    setOpenKeys((open) => new Set(isExpanded ? [...open, key] : [...open].filter((other) => other !== key)));
  }, []);
  const visiblePx = (virtualizer.scrollRect?.height ?? 0) - headerHeight;
  const pageSize = Math.max(1, Math.floor(visiblePx / rowHeight) - 1);
  return {
    viewport,
    virtualizer,
    rows,
    itemKeys,
    openKeys,
    setExpanded,
    activeIndex,
    setActiveKey,
    focusRow,
    pageSize,
  };
}
