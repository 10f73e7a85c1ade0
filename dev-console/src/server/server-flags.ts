/**
 * What the server tells the page before its first script: the part of the bridge's `SERVER_FLAGS` that
 * plugins and this console read.
 */
export type ServerFlags = {
  readonly basePath: string;
  /** Names of the plugins to load, in the order of their extensions. */
  readonly consolePlugins: readonly string[];
  /** Text namespaces to load before the first render (`i18n.loadType: Preload`). */
  readonly i18nNamespaces: readonly string[];
  /** What `@console/pluginAPI` of a plugin is compared with. */
  readonly releaseVersion: string;
  readonly authDisabled: boolean;
  /** Who is signed in; the real console asks the cluster. */
  readonly user: string;
  /** Flag `CAN_LIST_NS`; the real console asks the cluster. */
  readonly canListNamespaces: boolean;
};
