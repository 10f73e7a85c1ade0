import { useMemo } from 'react';

import { decodeRecentFilters, encodeRecentFilters, withRecentFilter } from './recent-filters.ts';
import { useStoredPreference } from './useStoredPreference.ts';

/** The texts of filters that the user applied, kept by the console. */
export type RecentFilters = {
  /** Newest first; until the console has answered, those of this visit. */
  readonly texts: readonly string[];
  readonly remember: (text: string) => void;
  readonly forget: () => void;
};

/** The filters that the user applied of late. */
export function useRecentFilters(): RecentFilters {
  const { stored, edit } = useStoredPreference('recent-filters');
  return useMemo(
    () => ({
      texts: decodeRecentFilters(stored),
      remember: (text) =>
        edit((before) => {
          const texts = decodeRecentFilters(before);
          const next = withRecentFilter(texts, text);
          return next === texts ? before : encodeRecentFilters(next, before);
        }),
      forget: () => edit((before) => encodeRecentFilters([], before)),
    }),
    [stored, edit],
  );
}
