import type * as Sdk from '@openshift-console/dynamic-plugin-sdk';
import type { SetStateAction } from 'react';
import {
  createContext,
  createElement,
  Fragment,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';

/**
 * Stands for the console's SDK in unit tests: `vitest.config.ts` puts this module in the place of
 * `@openshift-console/dynamic-plugin-sdk`, so a test needs no mock of its own. It has what `src/ui/console`
 * uses and nothing more. Requests go through `fetch`, where msw answers them.
 */

/** The console's own class, without its table of statuses. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly code: number;
  readonly response: Response;
  readonly json: unknown;

  constructor(message: string, response: Response, json: unknown) {
    super(message);
    this.code = response.status;
    this.response = response;
    this.json = json;
  }
}

function messageOf(json: unknown): string | undefined {
  return typeof json === 'object' && json !== null && 'message' in json && typeof json.message === 'string'
    ? json.message
    : undefined;
}

/** Rejects with `HttpError` on a status that is not OK, as the console's does; neither repeats nor times out. */
export const consoleFetch: typeof Sdk.consoleFetch = async (url, init) => {
  const response = await fetch(new URL(url, window.location.href), init);
  if (response.ok) {
    return response;
  }
  const isJson = response.headers.get('Content-Type')?.includes('json') === true;
  const json: unknown = isJson ? await response.json() : undefined;
  throw new HttpError(messageOf(json) ?? response.statusText, response, json);
};

/** Sets `document.title`, as is. */
export const DocumentTitle: typeof Sdk.DocumentTitle = ({ children }) => {
  useEffect(() => {
    document.title = children;
  }, [children]);
  return null;
};

/** The title as a heading, without a star. */
export const ListPageHeader: typeof Sdk.ListPageHeader = ({ title }) => createElement('h1', null, title);

/** A kind's capitals, with the whole kind as title. */
export const ResourceIcon: typeof Sdk.ResourceIcon = ({ groupVersionKind }) => {
  const kind = groupVersionKind?.kind ?? '';
  return createElement('span', { title: kind }, kind.replace(/[^A-Z]/g, ''));
};

/** A link with the name as its text, or the name alone where the console would not link. */
export const ResourceLink: typeof Sdk.ResourceLink = ({ groupVersionKind, name, namespace, linkTo }) => {
  const icon = groupVersionKind === undefined ? null : createElement(ResourceIcon, { groupVersionKind });
  const scope = namespace === undefined ? 'cluster' : `ns/${namespace}`;
  const href = `/k8s/${scope}/${groupVersionKind?.kind ?? ''}/${name ?? ''}`;
  return createElement(Fragment, null, icon, linkTo === false ? name : createElement('a', { href }, name));
};

/** Whether a namespace stands for all of them. */
export const isAllNamespacesKey: typeof Sdk.isAllNamespacesKey = (namespace) => namespace === '#ALL_NS#';

/** All namespaces at first; each caller has its own. */
export const useActiveNamespace: typeof Sdk.useActiveNamespace = () => useState('#ALL_NS#');

/** Its children, without a picker. */
export const NamespaceBar: typeof Sdk.NamespaceBar = ({ children }) => createElement('div', null, children);

type SettingsState = { readonly values: Readonly<Record<string, unknown>>; readonly isLoaded: boolean };

/** What the console keeps for a user, by key, and how a test says that it is loaded. */
export class UserSettings {
  #state: SettingsState;
  readonly #listeners = new Set<() => void>();

  constructor(values: Readonly<Record<string, unknown>>, { isLoaded = true } = {}) {
    this.#state = { values, isLoaded };
  }

  readonly state = () => this.#state;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly set = (key: string, value: unknown) => {
    this.#become({ ...this.#state, values: { ...this.#state.values, [key]: value } });
  };

  readonly load = () => this.#become({ ...this.#state, isLoaded: true });

  #become(state: SettingsState): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener());
  }
}

/** Gives what is below it the settings of a user; without it each caller has its own, loaded at once. */
export const UserSettingsContext = createContext<UserSettings | undefined>(undefined);

/** Kept where the context says. Until it is loaded there is no value; one that is set then is lost, as it may be. */
export const useUserPreference = <T>(key: string, defaultValue?: T) => {
  const [own] = useState(() => new UserSettings({}));
  const settings = useContext(UserSettingsContext) ?? own;
  const { values, isLoaded } = useSyncExternalStore(settings.subscribe, settings.state);
  const setValue = useCallback(
    (action: SetStateAction<T | undefined>) => {
      // Whatever is kept under the key is what the caller kept there.
      const before = settings.state().values[key] as T | undefined;
      if (settings.state().isLoaded) {
        settings.set(key, action instanceof Function ? action(before) : action);
      }
    },
    [settings, key],
  );
  return [
    isLoaded ? ((values[key] as T | undefined) ?? defaultValue) : undefined,
    setValue,
    isLoaded,
  ] as const;
};
