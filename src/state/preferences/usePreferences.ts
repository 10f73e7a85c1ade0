import { useCallback, useMemo } from 'react';

import { useUserPreference } from '../../ui/console/useUserPreference.ts';
import type { Preferences } from './preferences.ts';
import { decodePreferences, encodePreferences } from './preferences.ts';

/** The preferences of the user, kept by the console; defaults until it has answered. */
export function usePreferences(): readonly [Preferences, (changes: Partial<Preferences>) => void] {
  const { value, setValue } = useUserPreference('preferences');
  const preferences = useMemo(() => decodePreferences(value), [value]);
  const change = useCallback(
    (changes: Partial<Preferences>) => setValue(encodePreferences({ ...preferences, ...changes })),
    [preferences, setValue],
  );
  return [preferences, change];
}
