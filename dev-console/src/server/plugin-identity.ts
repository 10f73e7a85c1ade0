import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository's `package.json`, the one place where the plugin has its name. */
const PACKAGE_FILE = join(import.meta.dirname, '../../../package.json');

/** Under which name the console knows the plugin, and its text namespace. */
export type PluginIdentity = {
  readonly name: string;
  /** `plugin__<name>`, as `/locales/resource.json?ns=` asks for it. */
  readonly i18nNamespace: string;
};

/** The identity of the plugin that this repository builds. */
export function readPluginIdentity(): PluginIdentity {
  const { consolePlugin } = JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as {
    readonly consolePlugin: { readonly name: string };
  };
  return { name: consolePlugin.name, i18nNamespace: `plugin__${consolePlugin.name}` };
}
