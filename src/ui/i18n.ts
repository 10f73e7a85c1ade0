import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { pluginName } from './console/plugin-name.ts';

/** Values that a text may name in double braces; `count` also chooses its plural. */
export type TextValues = Readonly<Record<string, string | number>>;

/**
 * Text in the user's language. The key is the English text, in sentence case, with values in double braces:
 * `t('Last {{value}}', { value })`. With `count` the locale file has the key twice, with `_one` and `_other`.
 */
export type Translate = (key: string, values?: TextValues) => string;

/**
 * The translate function of this plugin, over the console's i18next.
 *
 * Stable as long as the language is. Tests need nothing: `src/testing/setup.ts` answers with the key itself.
 */
export function useT(): Translate {
  const { t } = useTranslation(`plugin__${pluginName}`);
  return useCallback((key, values) => (values === undefined ? t(key) : t(key, { ...values })), [t]);
}
