import { useUserPreference as useKeptByConsole } from '@openshift-console/dynamic-plugin-sdk';
import { useCallback, useMemo, useSyncExternalStore } from 'react';

import type { LocalPreference } from './local-preference.ts';
import { createLocalPreference } from './local-preference.ts';
import { pluginName } from './plugin-name.ts';

/** A setting that is kept for the user. */
export type UserPreference = {
  /** What was kept, by whatever version of the plugin: to be checked. `undefined` when nothing was. */
  readonly value: unknown;
  readonly setValue: (value: unknown) => void;
  /** False until it is known what was kept; `value` says nothing before. */
  readonly isLoaded: boolean;
};

/** One setting of this plugin; `name` is unique within the plugin and gets its name as prefix. */
type UseUserPreference = (name: string) => UserPreference;

type UseConsolePreference = typeof useKeptByConsole;

/**
 * How settings are kept: by the console, across browsers, where it offers that; else by this browser.
 *
 * Consoles before 4.22 have no `useUserPreference`, and a plugin gets `undefined` for what its console does not
 * export. Chosen once, so that every render calls the same hooks.
 */
export function chooseUserPreference(useConsole: UseConsolePreference | undefined): UseUserPreference {
  return useConsole === undefined
    ? useBrowserPreference
    : function useConsolePreference(name) {
        const [value, setValue, isLoaded] = useConsole<unknown>(keyOf(name), undefined, true);
        return { value, setValue, isLoaded };
      };
}

/** A setting of the user, kept by the console where it can, else by the browser. */
export const useUserPreference = chooseUserPreference(useKeptByConsole);

const localPreferences = new Map<string, LocalPreference>();

function localPreference(key: string): LocalPreference {
  const preference = localPreferences.get(key) ?? createLocalPreference(key);
  localPreferences.set(key, preference);
  return preference;
}

function useBrowserPreference(name: string): UserPreference {
  const preference = localPreference(keyOf(name));
  const text = useSyncExternalStore(preference.subscribe, preference.read);
  const value = useMemo(() => parsed(text), [text]);
  const setValue = useCallback((next: unknown) => preference.write(JSON.stringify(next)), [preference]);
  return { value, setValue, isLoaded: true };
}

function keyOf(name: string): string {
  return `${pluginName}.${name}`;
}

/** Text that is no JSON counts as nothing. */
function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
