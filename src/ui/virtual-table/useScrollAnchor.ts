import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';

import type { ScrollPosition } from './scroll-memory.ts';
import { recallScroll, rememberScroll } from './scroll-memory.ts';
import type { TableRow } from './table-rows.ts';
import type { RowVirtualizer } from './useRowWindow.ts';

type ScrollAnchorOptions = {
  readonly viewport: RefObject<HTMLDivElement>;
  readonly virtualizer: RowVirtualizer;
  readonly rows: readonly TableRow[];
  /** In pixels. */
  readonly rowHeight: number;
  readonly openKeys: ReadonlySet<string>;
  /** Names the place in history; left out: nothing is remembered. */
  readonly memoryName: string | undefined;
  /** A change of order shows the top. */
  readonly order: string;
};

/**
 * Keeps what is read where it is: when lines come in above, or all become higher, the first visible line stays in its place.
 *
 * At the very top nothing is held, so that new lines are seen. A table that is shown again at the same place
 * in history stands as it was left.
 */
export function useScrollAnchor({
  viewport,
  virtualizer,
  rows,
  rowHeight,
  openKeys,
  memoryName,
  order,
}: ScrollAnchorOptions): void {
  const anchor = useRef<Pick<ScrollPosition, 'key' | 'hiddenPx' | 'offset'>>(
    recallScroll(memoryName) ?? { key: undefined, hiddenPx: 0, offset: 0 },
  );
  const lastOrder = useRef(order);
  const open = useRef(openKeys);

  useLayoutEffect(() => {
    open.current = openKeys;
  });

  useLayoutEffect(() => {
    if (lastOrder.current !== order) {
      lastOrder.current = order;
      virtualizer.scrollToOffset(0);
      return;
    }
    const { key, hiddenPx, offset } = anchor.current;
    if (offset === 0) {
      return;
    }
    const index = rows.findIndex((row) => row.key === key);
    const start = virtualizer.measurementsCache[index]?.start;
    virtualizer.scrollToOffset(start === undefined ? offset : start + hiddenPx);
  }, [virtualizer, rows, rowHeight, order]);

  useEffect(() => {
    const element = viewport.current;
    if (element === null) {
      return undefined;
    }
    const note = () => {
      // The virtualizer read it as the event came; to read it again now would mean to lay out the new rows.
      const offset = virtualizer.scrollOffset ?? 0;
      const first = virtualizer.getVirtualItemForOffset(offset);
      anchor.current = {
        key: first === undefined ? undefined : String(first.key),
        hiddenPx: first === undefined ? 0 : offset - first.start,
        offset,
      };
    };
    element.addEventListener('scroll', note, { passive: true });
    return () => element.removeEventListener('scroll', note);
  }, [viewport, virtualizer]);

  useEffect(
    () => () => {
      if (memoryName !== undefined) {
        rememberScroll(memoryName, { ...anchor.current, openKeys: open.current });
      }
    },
    [memoryName],
  );
}
