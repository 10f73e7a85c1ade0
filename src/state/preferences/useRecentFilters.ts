import { useMemo } from 'react';

import { useUserPreference } from '../../ui/console/useUserPreference.ts';
import { decodeRecentFilters, encodeRecentFilters, withRecentFilter } from './recent-filters.ts';

/** The texts of filters that the user applied, kept by the console. */
export type RecentFilters = {
  /** Newest first; none until the console has answered. */
  readonly texts: readonly string[];
  readonly remember: (text: string) => void;
  readonly forget: () => void;
};

/** The filters that the user applied of late. What is applied before the console has answered is not kept. */
export function useRecentFilters(): RecentFilters {
  const { value, setValue, isLoaded } = useUserPreference('recent-filters');
  return useMemo(() => {
    const texts = isLoaded ? decodeRecentFilters(value) : [];
    const keep = (next: readonly string[]) => {
      if (isLoaded && next !== texts) {
        setValue(encodeRecentFilters(next));
      }
    };
    return {
      texts,
      remember: (text) => keep(withRecentFilter(texts, text)),
      forget: () => keep([]),
    };
  }, [value, setValue, isLoaded]);
}
