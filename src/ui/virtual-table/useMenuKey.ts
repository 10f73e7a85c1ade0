import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';

import { isMenuKey } from './cell-menu-keys.ts';

/** Calls for the line that has the focus itself, not a control in it, when its menu is asked for by a key. */
export function useMenuKey(viewport: RefObject<HTMLDivElement>, onAsk: (row: HTMLElement) => void): void {
  const latest = useRef(onAsk);
  useEffect(() => {
    latest.current = onAsk;
  });

  useEffect(() => {
    const element = viewport.current;
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      if (target instanceof HTMLElement && target.dataset['rowKey'] !== undefined && isMenuKey(event)) {
        event.preventDefault();
        suppressNativeMenu();
        latest.current(target);
      }
    };
    element?.addEventListener('keydown', press);
    return () => element?.removeEventListener('keydown', press);
  }, [viewport]);
}

/** The browser's own menu comes by an event after the key, on whatever has the focus then. */
function suppressNativeMenu(): void {
  const refuse = (event: Event) => event.preventDefault();
  const forget = () => {
    setTimeout(() => document.removeEventListener('contextmenu', refuse, true));
    document.removeEventListener('keyup', forget, true);
  };
  document.addEventListener('contextmenu', refuse, true);
  document.addEventListener('keyup', forget, true);
}
