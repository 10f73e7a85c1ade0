import { applyMiddleware, legacy_createStore as createStore } from 'redux';
import { thunk } from 'redux-thunk';

import { ALL_NAMESPACES } from './all-namespaces.ts';
import { serverFlags } from './server-flags.ts';

/** Where the console keeps the namespace last looked at, for the time of a session. */
const LAST_NAMESPACE_KEY = 'bridge/last-namespace-name';

/** The perspectives, by id, as the console names them. */
export const PERSPECTIVES = [
  { id: 'admin', name: 'Administrator' },
  { id: 'dev', name: 'Developer' },
] as const;

/** What the console knows beyond the URL. */
export type ConsoleState = {
  readonly flags: Readonly<Record<string, boolean>>;
  readonly perspective: string;
  /** The namespace last chosen; a path with a namespace in it goes before. */
  readonly namespace: string;
};

type ConsoleAction =
  | { readonly type: 'choosePerspective'; readonly perspective: string }
  | { readonly type: 'chooseNamespace'; readonly namespace: string };

/** Another perspective, for the navigation and for pages that belong to it. */
export function choosePerspective(perspective: string): ConsoleAction {
  return { type: 'choosePerspective', perspective };
}

/** Another namespace, remembered for the session. */
export function chooseNamespace(namespace: string): ConsoleAction {
  sessionStorage.setItem(LAST_NAMESPACE_KEY, namespace);
  return { type: 'chooseNamespace', namespace };
}

/** The console's redux store, without the parts that mirror a cluster. */
export function createConsoleStore() {
  const initial: ConsoleState = {
    flags: { OPENSHIFT: true, CAN_LIST_NS: serverFlags.canListNamespaces },
    perspective: 'admin',
    namespace: sessionStorage.getItem(LAST_NAMESPACE_KEY) ?? ALL_NAMESPACES,
  };
  const reduce = (state: ConsoleState | undefined = initial, action: ConsoleAction): ConsoleState => {
    switch (action.type) {
      case 'choosePerspective':
        return { ...state, perspective: action.perspective };
      case 'chooseNamespace':
        return { ...state, namespace: action.namespace };
      default:
        return state;
    }
  };
  return createStore(reduce, undefined, applyMiddleware(thunk));
}
