import { useCallback, useMemo } from 'react';

import type { Preferences, PreferencesChange } from './preferences.ts';
import { changeStoredPreferences, decodePreferences } from './preferences.ts';
import { useStoredPreference } from './useStoredPreference.ts';

/**
 * Changes some of the preferences. What adds to a list or takes from it is told as a function: before preferences
 * are loaded, nobody knows the list that it will be made on.
 */
export type ChangePreferences = (change: PreferencesChange) => void;

/**
 * The preferences of the user, how to change them, and whether they are loaded: until they are, the defaults with
 * the changes so far, which are made on what was kept then.
 *
 * A page has this once, for whoever writes: consoles tell one user of the hook of another's change only by way of
 * the cluster.
 */
export function usePreferences(): readonly [Preferences, ChangePreferences, boolean] {
  const { stored, edit, isLoaded } = useStoredPreference('preferences');
  const preferences = useMemo(() => decodePreferences(stored), [stored]);
  const change = useCallback<ChangePreferences>(
    (next) => edit((before) => changeStoredPreferences(before, next)),
    [edit],
  );
  return [preferences, change, isLoaded];
}
