import { useCallback, useEffect, useRef } from 'react';

/** A function that is the same in every render and calls the latest one: for handlers of memoised parts. */
export function useStable<T>(handler: (value: T) => void): (value: T) => void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  return useCallback((value: T) => latest.current(value), []);
}
