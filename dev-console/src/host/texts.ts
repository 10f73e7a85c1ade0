import i18next from 'i18next';
import type { BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

import { serverFlags } from './server-flags.ts';

/** Where the console keeps the user's language. */
const LANGUAGE_KEY = 'bridge/last-language';

/** Asks the console's server for the texts of one language and namespace. */
const resourceBackend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (lng, ns, done) => {
    fetch(`${serverFlags.basePath}locales/resource.json?lng=${lng}&ns=${ns}`)
      .then((response) => {
        if (!response.ok) {
          throw new Error(`status ${response.status}`);
        }
        return response.json() as Promise<Record<string, string>>;
      })
      .then(
        (texts) => done(null, texts),
        (error: unknown) => done(error instanceof Error ? error : String(error), false),
      );
  },
};

/**
 * Loads the plugins' texts, with the console's settings: keys are English text, `~` separates namespace and key.
 *
 * A key without a text is an error, as it is in the console: in the browser's log and in `window.windowError`.
 */
export async function loadTexts(): Promise<void> {
  await i18next
    .use(resourceBackend)
    .use(initReactI18next)
    .init({
      lng: localStorage.getItem(LANGUAGE_KEY) ?? 'en',
      fallbackLng: 'en',
      load: 'languageOnly',
      ns: ['public', ...serverFlags.i18nNamespaces],
      defaultNS: 'public',
      nsSeparator: '~',
      keySeparator: false,
      contextSeparator: '~',
      interpolation: { escapeValue: false },
      react: { useSuspense: true, transSupportBasicHtmlNodes: true },
      saveMissing: true,
      missingKeyHandler: (languages, namespace, key) => {
        const where = `in namespace "${namespace}" and language "${languages.join()}"`;
        reportError(new Error(`Missing i18n key "${key}" ${where}.`));
      },
      showSupportNotice: false,
    });
}

/** A text of an extension: `%ns~Key%` in the user's language, anything else as it is. */
export function translateExtensionText(text: string, translate: (key: string) => string): string {
  const key = /^%(?<key>.+)%$/.exec(text)?.groups?.['key'];
  return key === undefined ? text : translate(key);
}
