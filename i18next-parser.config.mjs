import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { tsImport } from 'tsx/esm/api';

const { consolePlugin } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

const { FIELD_GROUPS } = await tsImport('./src/model/fields/field-spec.ts', import.meta.url);
const { FIELDS } = await tsImport('./src/model/fields/registry.ts', import.meta.url);
const { FILTERS } = await tsImport('./src/model/filter/definitions.ts', import.meta.url);

/** Texts that stand in tables of the model and not in a call of `t`, by the name of the file with the table. */
const TABLES = { 'field-spec.ts': FIELD_GROUPS, 'registry.ts': FIELDS, 'definitions.ts': FILTERS };

/** Finds the texts of a table: label and description of each row. */
class TableLexer extends EventEmitter {
  extract(_content, filename) {
    return (TABLES[basename(filename)] ?? [])
      .flatMap(({ label, description }) => [label, description])
      .filter((text) => text !== undefined)
      .map((key) => ({ key }));
  }
}

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
  lexers: { ts: ['JavascriptLexer', { lexer: TableLexer }], tsx: ['JsxLexer'] },
};
