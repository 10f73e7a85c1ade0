import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';

import type { RowVirtualizer } from './useRowWindow.ts';

type RowFocusOptions = {
  readonly viewport: RefObject<HTMLDivElement>;
  readonly virtualizer: RowVirtualizer;
  /** Where each line stands, by its key. */
  readonly indexes: ReadonlyMap<string, number>;
  readonly setActiveKey: (key: string) => void;
};

/**
 * A function that brings the focus to a line, scrolling as little as needed.
 *
 * A line that is far away is not in the document yet: it comes with the next render, as the active line
 * always is, and gets the focus then.
 */
export function useRowFocus({
  viewport,
  virtualizer,
  indexes,
  setActiveKey,
}: RowFocusOptions): (key: string) => void {
  const wanted = useRef<string | undefined>(undefined);
  const [, countRequest] = useState(0);

  useEffect(() => {
    const index = wanted.current === undefined ? undefined : indexes.get(wanted.current);
    if (index === undefined) {
      return;
    }
    const row = viewport.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`);
    if (row !== null && row !== undefined) {
      wanted.current = undefined;
      row.focus({ preventScroll: true });
      // In a low window the page scrolls, too: the table may be in sight in part.
      row.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  });

  return (key) => {
    const index = indexes.get(key);
    if (index === undefined) {
      return;
    }
    wanted.current = key;
    virtualizer.scrollToIndex(index, { align: 'auto' });
    setActiveKey(key);
    countRequest((count) => count + 1);
  };
}
