import type { Range, Rect, Virtualizer } from '@tanstack/virtual-core';
import { defaultRangeExtractor, observeElementRect } from '@tanstack/virtual-core';
import type { RefObject } from 'react';
import { useCallback, useMemo } from 'react';

import type { TableRow } from './table-rows.ts';
import { useVirtualizer } from './useVirtualizer.ts';

/** Lines kept above and below what is visible, so that a flick of the wheel meets no blank. */
const OVERSCAN = 3;

/** Until the browser has told the size: about one screen. It stays where there is no layout, as in tests. */
const ASSUMED_RECT: Rect = { width: 1280, height: 720 };

/** What an opened line is taken to need until it is measured, in lines. */
const DETAIL_LINES = 4;

type RowWindowOptions = {
  readonly viewport: RefObject<HTMLDivElement>;
  readonly rows: readonly TableRow[];
  /** In pixels, all the same but for opened lines. */
  readonly rowHeight: number;
  readonly headerHeight: number;
  /** The line that has the focus, or would get it: always in the document, or the focus would be lost. */
  readonly activeIndex: number;
};

export type RowVirtualizer = Virtualizer<HTMLDivElement, HTMLTableRowElement>;

/** Which lines of a table are in the document: those near the visible part, and the active one. */
export function useRowWindow({
  viewport,
  rows,
  rowHeight,
  headerHeight,
  activeIndex,
}: RowWindowOptions): RowVirtualizer {
  // Both anew when either changes: another `getItemKey` is what makes the virtualizer measure its lines again.
  const { estimateSize, getItemKey } = useMemo(
    () => ({
      estimateSize: (index: number) =>
        rows[index]?.kind === 'detail' ? DETAIL_LINES * rowHeight : rowHeight,
      getItemKey: (index: number) => rows[index]?.key ?? index,
    }),
    [rows, rowHeight],
  );
  const rangeExtractor = useCallback((range: Range) => withActive(range, activeIndex), [activeIndex]);

  return useVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize,
    getItemKey,
    rangeExtractor,
    overscan: OVERSCAN,
    scrollPaddingEnd: headerHeight,
    initialRect: ASSUMED_RECT,
    observeElementRect: observeVisibleRect,
  });
}

function withActive(range: Range, activeIndex: number): number[] {
  const indexes = defaultRangeExtractor(range);
  const first = indexes[0];
  const last = indexes.at(-1);
  if (first === undefined || last === undefined || activeIndex < 0 || activeIndex >= range.count) {
    return indexes;
  }
  if (activeIndex < first) {
    return [activeIndex, ...indexes];
  }
  return activeIndex > last ? [...indexes, activeIndex] : indexes;
}

/** An element without a height (hidden, or no layout at all) says nothing about what is visible. */
function observeVisibleRect(
  virtualizer: Virtualizer<HTMLDivElement, HTMLTableRowElement>,
  onRect: (rect: Rect) => void,
): (() => void) | undefined {
  const stop = observeElementRect(virtualizer, (rect) => {
    if (rect.height > 0) {
      onRect(rect);
    }
  });
  return typeof stop === 'function' ? stop : undefined;
}
