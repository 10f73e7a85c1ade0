import {
  isAllNamespacesKey,
  useActiveNamespace as useConsoleNamespace,
} from '@openshift-console/dynamic-plugin-sdk';
import { useCallback } from 'react';

/** How the console writes "all namespaces". */
const ALL_NAMESPACES = '#ALL_NS#';

/**
 * The namespace that the console's namespace bar shows, and its setter; `undefined` is all of them.
 *
 * On a page whose path has no `/ns/…` segment the setter changes no URL.
 */
export function useActiveNamespace(): readonly [
  namespace: string | undefined,
  setNamespace: (namespace: string | undefined) => void,
] {
  const [namespace, setConsoleNamespace] = useConsoleNamespace();
  const setNamespace = useCallback(
    (next: string | undefined) => setConsoleNamespace(next ?? ALL_NAMESPACES),
    [setConsoleNamespace],
  );
  return [isAllNamespacesKey(namespace) ? undefined : namespace, setNamespace];
}
