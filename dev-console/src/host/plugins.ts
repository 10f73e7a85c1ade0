import { PluginStore } from '@openshift/dynamic-plugin-sdk';

import { recordProblem } from './page-problems.ts';
import { serverFlags } from './server-flags.ts';
import type { ShareScope } from './shared-modules.ts';

/** A plugin that is not there, and why. */
export type PluginFailure = { readonly name: string; readonly reason: string };

/** The store that holds the plugins' extensions, with the console's rules for what may be loaded. */
export function createPluginStore(
  flags: Readonly<Record<string, boolean>>,
  sharedScope: ShareScope,
): PluginStore {
  const store = new PluginStore({
    loaderOptions: {
      canLoadPlugin: ({ name }) => serverFlags.consolePlugins.includes(name),
      sharedScope,
      customDependencyResolutions: { '@console/pluginAPI': serverFlags.releaseVersion },
      fetchImpl: async (url, init) => {
        const response = await fetch(url, { ...init, cache: 'no-cache' });
        if (!response.ok) {
          throw new Error(`${url} answers ${response.status}`);
        }
        return response;
      },
      transformPluginManifest: (manifest) => {
        if (manifest.registrationMethod === 'callback') {
          // A page without a secure context has no `crypto.randomUUID`.
          const cacheBuster = crypto.getRandomValues(new Uint32Array(4)).join('');
          return {
            ...manifest,
            loadScripts: manifest.loadScripts.map((script) => `${script}?cacheBuster=${cacheBuster}`),
          };
        }
        throw new Error(`registration method "${manifest.registrationMethod}" is not supported`);
      },
    },
  });
  store.setFeatureFlags(flags);
  return store;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** Loads one plugin through its manifest; tells why when that failed, and never rejects. */
async function loadPlugin(store: PluginStore, name: string): Promise<PluginFailure | undefined> {
  try {
    await store.loadPlugin(`${serverFlags.basePath}api/plugins/${name}/plugin-manifest.json`);
  } catch (error) {
    const cause: unknown = error instanceof Error && 'cause' in error ? error.cause : undefined;
    return { name, reason: [error, cause].map(messageOf).filter(Boolean).join(': ') };
  }
  const entry = store.getPluginInfo().find(({ manifest }) => manifest.name === name);
  return entry?.status === 'failed' ? { name, reason: entry.errorMessage } : undefined;
}

/** Loads all plugins that the server names, and answers with those that failed; each is also a problem of the page. */
export async function loadPlugins(store: PluginStore): Promise<readonly PluginFailure[]> {
  const outcomes = await Promise.all(serverFlags.consolePlugins.map((name) => loadPlugin(store, name)));
  const failures = outcomes.filter((failure) => failure !== undefined);
  for (const { name, reason } of failures) {
    recordProblem(`Plugin ${name}: ${reason}`);
  }
  return failures;
}
