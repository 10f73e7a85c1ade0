import { useSelector } from 'react-redux';

import type { ConsoleState } from '../console-state.ts';

/** A feature flag; `undefined` for one that nobody has set. */
export function useFlag(flag: string): boolean | undefined {
  return useSelector((state: ConsoleState) => state.flags[flag]);
}
