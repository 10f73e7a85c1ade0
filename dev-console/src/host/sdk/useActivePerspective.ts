import { useDispatch, useSelector } from 'react-redux';

import { choosePerspective } from '../console-state.ts';
import type { ConsoleState } from '../console-state.ts';

/** Id of the perspective, and its setter. */
export function useActivePerspective(): [string, (perspective: string) => void] {
  const dispatch = useDispatch();
  const perspective = useSelector((state: ConsoleState) => state.perspective);
  return [perspective, (next) => void dispatch(choosePerspective(next))];
}
