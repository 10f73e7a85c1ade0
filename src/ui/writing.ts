import { useMemo } from 'react';

import type { Translate } from './i18n.ts';
import { useT } from './i18n.ts';
import type { Format } from './useFormat.ts';
import { useFormat } from './useFormat.ts';
import { useLocale } from './useLocale.ts';

/**
 * What words, amounts and times are written with.
 *
 * Parts of which a table has hundreds are given it, and do not ask for it themselves: each `useT` subscribes
 * to changes of the language, which costs more than all the rest of a cell.
 */
export type Writing = {
  readonly t: Translate;
  readonly format: Format;
  /** BCP 47. */
  readonly locale: string;
};

/** The writing in the user's language; the same as long as that is. */
export function useWriting(): Writing {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  return useMemo(() => ({ t, format, locale }), [t, format, locale]);
}
