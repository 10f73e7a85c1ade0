import { useEffect, useRef } from 'react';

import { isFocusLost } from './focus-lost.ts';

/**
 * Brings the focus back to the line whose details were closed, if closing left it nowhere.
 *
 * Whoever closed by going elsewhere (a filter, another page) keeps the focus there.
 */
export function useReturningFocus(selectedKey: string | undefined, focusRow: (key: string) => void): void {
  const last = useRef(selectedKey);
  const focus = useRef(focusRow);

  useEffect(() => {
    focus.current = focusRow;
  });

  useEffect(() => {
    const closed = last.current;
    last.current = selectedKey;
    if (closed !== undefined && selectedKey === undefined && isFocusLost()) {
      focus.current(closed);
    }
  }, [selectedKey]);
}
