import { useLayoutEffect, useSyncExternalStore } from 'react';

import type { LazyCode, LazyState } from './lazy-code.ts';

/** How far the code is; it is asked for when the component is first drawn, also where that failed before. */
export function useLazyCode<Code>(lazy: LazyCode<Code>): LazyState<Code> {
  // Before anything is painted: what failed for another component is not shown as the failure of this one.
  useLayoutEffect(() => lazy.load(), [lazy]);
  return useSyncExternalStore(lazy.subscribe, lazy.state);
}
