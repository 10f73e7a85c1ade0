import { pluginName } from './plugin-name.ts';

/** Alias of the back end in the ConsolePlugin resource (`spec.proxy[].alias`). */
const PROXY_ALIAS = 'backend';

declare global {
  interface Window {
    /** What the console's server writes into its page; missing outside a console. */
    readonly SERVER_FLAGS?: { readonly basePath?: string };
  }
}

/**
 * Where the console proxies a path of the plugin's back end, such as `/api/flows?limit=5`.
 *
 * The console may be served below a path of its own, so its base path comes first.
 */
export function backendUrl(path: `/${string}`): string {
  const basePath = window.SERVER_FLAGS?.basePath ?? '/';
  return `${basePath.replace(/\/$/, '')}/api/proxy/plugin/${pluginName}/${PROXY_ALIAS}${path}`;
}
