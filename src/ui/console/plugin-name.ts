/** Put in by the build, from `package.json#consolePlugin.name`; by `src/testing/setup.ts` in tests. */
declare const __PLUGIN_NAME__: string;

/** The name under which the console knows this plugin: part of its proxy URLs, its i18n namespace, its preferences. */
export const pluginName: string = __PLUGIN_NAME__;
