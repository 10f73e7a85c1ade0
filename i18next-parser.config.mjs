import { readFileSync } from 'node:fs';

const { consolePlugin } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

/** Keys are the English texts; the console adds the namespace `plugin__NAME`. */
export default {
  locales: ['en'],
  defaultNamespace: `plugin__${consolePlugin.name}`,
  input: ['src/**/*.{ts,tsx}', '!src/**/*.test.{ts,tsx}', '!src/testing/**'],
  output: 'locales/$LOCALE/$NAMESPACE.json',
  namespaceSeparator: '~',
  keySeparator: false,
  pluralSeparator: '_',
  contextSeparator: '::',
  createOldCatalogs: false,
  keepRemoved: false,
  sort: true,
  indentation: 2,
  /** English is written once, as the key; plurals are then worded by hand. */
  defaultValue: (_locale, _namespace, key) => key,
  lexers: { ts: ['JavascriptLexer'], tsx: ['JsxLexer'] },
};
