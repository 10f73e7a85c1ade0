import type { RefObject } from 'react';
import { useEffect } from 'react';

/** What `virtual-table.css` reads the width of the visible part from. */
const WIDTH = '--netobserv-plugin-viewport-width';

/**
 * Tells the stylesheet how wide the visible part of a table is.
 *
 * Container queries could; but then the browser works out styles within layout, for every row that comes into
 * view.
 */
export function useViewportWidth(viewport: RefObject<HTMLDivElement>): void {
  useEffect(() => {
    const element = viewport.current;
    if (element === null || !('ResizeObserver' in window)) {
      return undefined;
    }
    const observer = new ResizeObserver(() => {
      element.style.setProperty(WIDTH, `${element.clientWidth}px`);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [viewport]);
}
