import { useMemo } from 'react';

import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNanoseconds,
  formatShortCount,
} from '#model/units.ts';
import { useLocale } from './useLocale.ts';

/** How amounts are written in the user's language. */
export type Format = {
  readonly bytes: (bytes: number) => string;
  /** In full, grouped. */
  readonly count: (count: number) => string;
  /** In few characters. */
  readonly shortCount: (count: number) => string;
  readonly percent: (share: number) => string;
  readonly milliseconds: (ms: number) => string;
  readonly nanoseconds: (ns: number) => string;
};

/** Formats of amounts, bound to the user's language; the same as long as that is. */
export function useFormat(): Format {
  const locale = useLocale();
  return useMemo(() => {
    const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    // What rounds to nothing, or to all, is told apart from it.
    const finePercents = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 3 });
    const isExtreme = (share: number) => (share > 0 && share < 0.01) || (share > 0.99 && share < 1);
    return {
      bytes: (bytes) => formatBytes(bytes, locale),
      count: (count) => formatCount(count, locale),
      shortCount: (count) => formatShortCount(count, locale),
      percent: (share) => (isExtreme(share) ? finePercents : percents).format(share),
      milliseconds: (ms) => formatDuration(ms, locale),
      nanoseconds: (ns) => formatNanoseconds(ns, locale),
    };
  }, [locale]);
}
