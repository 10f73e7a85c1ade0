import { cleanup, configure } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach } from 'vitest';

/**
 * What the console gives a plugin before its first line runs, for tests in jsdom: server flags, the plugin's
 * name (the build's part), and an i18next without texts, which answers every key with the key itself, values
 * filled in. Plurals are not chosen: the key is the text.
 */
Object.assign(globalThis, { __PLUGIN_NAME__: 'netobserv-plugin' });
Object.assign(window, { SERVER_FLAGS: { basePath: '/' } });

await i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {},
  nsSeparator: '~',
  keySeparator: false,
  contextSeparator: '~',
  interpolation: { escapeValue: false },
  showSupportNotice: false,
});

// What is loaded when it is first needed takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

// There is no layout here: nothing is out of sight.
Element.prototype.scrollIntoView = () => undefined;

// The page remembers what a backend said of itself.
afterEach(() => {
  cleanup();
  localStorage.clear();
});
