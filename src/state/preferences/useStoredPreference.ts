import { useCallback, useLayoutEffect, useRef, useState } from 'react';

import { useUserPreference } from '../../ui/console/useUserPreference.ts';

/** Gives what is to be stored for what is; the same value where there is nothing to change. */
type Edit = (stored: unknown) => unknown;

/** Something that is kept for the user, as it is stored. */
export type StoredPreference = {
  /** With every edit, also before it is loaded: then the edits alone. To be checked. */
  readonly stored: unknown;
  readonly edit: (edit: Edit) => void;
  /** False until it is known what was kept. */
  readonly isLoaded: boolean;
};

/**
 * Something that is kept for the user, and how to edit it.
 *
 * Edits build on one another, be they made in one tick or after a render. Those that come before it is known what
 * was kept hold at once, wait, and are made on top of it as soon as it is loaded: nothing is lost either way.
 */
export function useStoredPreference(name: string): StoredPreference {
  const { value, setValue, isLoaded } = useUserPreference(name);
  const [early, setEarly] = useState<unknown>(undefined);
  const waiting = useRef<readonly Edit[]>([]);
  const stored = isLoaded ? value : early;

  // The console's setter would build on what was rendered last, and lose all but the last edit of a tick.
  const latest = useRef({ stored, isLoaded });
  useLayoutEffect(() => {
    latest.current = { stored, isLoaded };
  }, [stored, isLoaded]);

  const edit = useCallback(
    (next: Edit) => {
      const { current } = latest;
      const edited = next(current.stored);
      if (!current.isLoaded) {
        waiting.current = [...waiting.current, next];
      }
      if (edited !== current.stored) {
        latest.current = { ...current, stored: edited };
        (current.isLoaded ? setValue : setEarly)(edited);
      }
    },
    [setValue],
  );

  useLayoutEffect(() => {
    if (isLoaded) {
      const edits = waiting.current;
      waiting.current = [];
      edit((before) => edits.reduce((edited, next) => next(edited), before));
    }
  }, [isLoaded, edit]);

  return { stored, edit, isLoaded };
}
