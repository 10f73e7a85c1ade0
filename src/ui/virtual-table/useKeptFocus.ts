import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';

import { isFocusLost } from './focus-lost.ts';

type KeptFocusOptions = {
  readonly viewport: RefObject<HTMLDivElement>;
  readonly itemKeys: readonly string[];
  readonly focusRow: (key: string) => void;
};

/**
 * Keeps the focus in the table when the line that has it goes: the line that takes its place gets it.
 *
 * A line that moves to another chunk is drawn anew, and loses the focus too: it gets it back. Without this, a
 * refresh would throw whoever walks through the table by keyboard back to the top of the page.
 */
export function useKeptFocus({ viewport, itemKeys, focusRow }: KeptFocusOptions): void {
  const focused = useRef<{ readonly key: string; readonly index: number }>();
  const known = useRef(itemKeys);
  const focus = useRef(focusRow);

  // Before the effect below, which may ask for a line that came with this very render.
  useLayoutEffect(() => {
    focus.current = focusRow;
  });

  useEffect(() => {
    const element = viewport.current;
    if (element === null) {
      return undefined;
    }
    const enter = ({ target }: FocusEvent) => {
      const key =
        target instanceof Element
          ? target.closest<HTMLElement>('[data-row-key]')?.dataset['rowKey']
          : undefined;
      focused.current = key === undefined ? undefined : { key, index: known.current.indexOf(key) };
    };
    const leave = ({ target }: FocusEvent) => {
      // A browser may tell of the leaving when the line is taken away, too; that is known once it is gone.
      queueMicrotask(() => {
        if (target instanceof Element && target.isConnected && !element.contains(document.activeElement)) {
          focused.current = undefined;
        }
      });
    };
    element.addEventListener('focusin', enter);
    element.addEventListener('focusout', leave);
    return () => {
      element.removeEventListener('focusin', enter);
      element.removeEventListener('focusout', leave);
    };
  }, [viewport]);

  useLayoutEffect(() => {
    known.current = itemKeys;
    const last = focused.current;
    if (last === undefined) {
      return;
    }
    const index = itemKeys.indexOf(last.key);
    const heir = itemKeys[index < 0 ? Math.min(last.index, itemKeys.length - 1) : index];
    focused.current = index < 0 ? last : { key: last.key, index };
    if (heir !== undefined && isFocusLost()) {
      focus.current(heir);
    }
  }, [itemKeys]);
}
