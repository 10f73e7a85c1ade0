import type { VirtualizerOptions } from '@tanstack/virtual-core';
import { elementScroll, observeElementOffset, Virtualizer } from '@tanstack/virtual-core';
import { useLayoutEffect, useState, useSyncExternalStore } from 'react';

/** What a scrolled element is virtualised by; how it is scrolled and watched is known here. */
type Options<Viewport extends Element, Item extends Element> = Omit<
  VirtualizerOptions<Viewport, Item>,
  'observeElementOffset' | 'scrollToFn' | 'onChange'
>;

/**
 * The virtualiser of a scrolled element; the component is drawn again when what is visible has changed.
 *
 * It is what the library's own hook does for React, without `react-dom`, which the console does not share: an update
 * of an external store is drawn before the browser paints, as `flushSync` would, so that a flick of the wheel meets no
 * blank.
 */
export function useVirtualizer<Viewport extends Element, Item extends Element>(
  options: Options<Viewport, Item>,
): Virtualizer<Viewport, Item> {
  const [changes] = useState(makeChanges);
  const resolved = {
    ...options,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: changes.note,
  };
  const [virtualizer] = useState(() => new Virtualizer(resolved));
  useSyncExternalStore(changes.subscribe, changes.count);
  virtualizer.setOptions(resolved);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}

/** Counts changes and tells of them: a store that React can watch. */
function makeChanges() {
  const listeners = new Set<() => void>();
  let count = 0;
  return {
    note: () => {
      count += 1;
      listeners.forEach((listener) => listener());
    },
    count: () => count,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
