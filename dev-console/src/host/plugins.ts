import { PluginStore } from '@openshift/dynamic-plugin-sdk';

import { serverFlags } from './server-flags.ts';
import { makeShareScope } from './shared-modules.ts';

/** A plugin that is not there, and why. */
export type PluginFailure = { readonly name: string; readonly reason: string };

/** The store that holds the plugins' extensions, with the rules of the console of 4.22. */
export function createPluginStore(flags: Readonly<Record<string, boolean>>): PluginStore {
  const store = new PluginStore({
    loaderOptions: {
      canLoadPlugin: ({ name }) => serverFlags.consolePlugins.includes(name),
      sharedScope: makeShareScope(),
      customDependencyResolutions: { '@console/pluginAPI': serverFlags.releaseVersion },
      fetchImpl: (url, init) => fetch(url, { ...init, cache: 'no-cache' }),
      transformPluginManifest: (manifest) => {
        if (manifest.registrationMethod === 'callback') {
          const cacheBuster = crypto.randomUUID();
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

/** Loads one plugin through its manifest; tells why when that failed, and never rejects. */
async function loadPlugin(store: PluginStore, name: string): Promise<PluginFailure | undefined> {
  try {
    await store.loadPlugin(`${serverFlags.basePath}api/plugins/${name}/plugin-manifest.json`);
  } catch (error) {
    return { name, reason: String(error) };
  }
  const entry = store.getPluginInfo().find(({ manifest }) => manifest.name === name);
  return entry?.status === 'failed' ? { name, reason: entry.errorMessage } : undefined;
}

/** Loads all plugins that the server names, and answers with those that failed. */
export async function loadPlugins(store: PluginStore): Promise<readonly PluginFailure[]> {
  const outcomes = await Promise.all(serverFlags.consolePlugins.map((name) => loadPlugin(store, name)));
  return outcomes.filter((failure) => failure !== undefined);
}
