import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';

/**
 * Gives the focus to what opened a dialog when that closes.
 *
 * A dialog returns the focus to what had it before, which is gone when that was in a menu or a popover.
 */
export function useFocusBack(isOpen: boolean, opener: RefObject<HTMLElement>): void {
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen) {
      opener.current?.focus();
    }
    wasOpen.current = isOpen;
  }, [isOpen, opener]);
}
