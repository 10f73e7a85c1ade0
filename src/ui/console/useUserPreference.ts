import { useUserPreference as useConsolePreference } from '@openshift-console/dynamic-plugin-sdk';

import { pluginName } from './plugin-name.ts';

/** A setting that the console keeps for the user, across browsers. */
export type UserPreference = {
  /** What was kept, by whatever version of the plugin: to be checked. `undefined` when nothing was. */
  readonly value: unknown;
  readonly setValue: (value: unknown) => void;
  /** False until the console has answered; `value` says nothing before. */
  readonly isLoaded: boolean;
};

/** One setting of this plugin; `name` is unique within the plugin and gets its name as prefix. */
export function useUserPreference(name: string): UserPreference {
  const [value, setValue, isLoaded] = useConsolePreference<unknown>(`${pluginName}.${name}`);
  return { value, setValue, isLoaded };
}
