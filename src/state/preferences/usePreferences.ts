import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';

import { useUserPreference } from '../../ui/console/useUserPreference.ts';
import type { Preferences } from './preferences.ts';
import { decodePreferences, encodePreferences } from './preferences.ts';

/** Changes some of the preferences. Does nothing until they are loaded: it would overwrite what was kept. */
export type ChangePreferences = (changes: Partial<Preferences>) => void;

/**
 * The preferences of the user, how to change them, and whether they are loaded: defaults until they are.
 *
 * Changes build on one another, be they made in one tick or after a render. A page has this once, for whoever
 * writes: consoles tell one user of the hook of another's change only by way of the cluster.
 */
export function usePreferences(): readonly [Preferences, ChangePreferences, boolean] {
  const { value, setValue, isLoaded } = useUserPreference('preferences');
  const preferences = useMemo(() => decodePreferences(value), [value]);

  // The console's setter would build on what was rendered last, and lose all but the last change of a tick.
  const latest = useRef(preferences);
  useLayoutEffect(() => {
    latest.current = preferences;
  }, [preferences]);

  const change = useCallback<ChangePreferences>(
    (changes) => {
      if (isLoaded) {
        latest.current = { ...latest.current, ...changes };
        setValue(encodePreferences(latest.current));
      }
    },
    [setValue, isLoaded],
  );
  return [preferences, change, isLoaded];
}
