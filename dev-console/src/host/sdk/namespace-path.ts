import { ALL_NAMESPACES } from '../all-namespaces.ts';

const NAMESPACE_PATH = /^\/(?<prefix>[^/]+)\/(?:ns\/(?<namespace>[^/]+)|all-namespaces)(?:\/|$)/;

/** The namespace in the second and third segment of a path, when there is one. */
export function namespaceOfPath(pathname: string): string | undefined {
  const groups = NAMESPACE_PATH.exec(pathname)?.groups;
  return groups === undefined ? undefined : (groups['namespace'] ?? ALL_NAMESPACES);
}

/** The same page for another namespace; a deeper path is cut. Nothing for a path without a namespace. */
export function pathForNamespace(pathname: string, namespace: string): string | undefined {
  const prefix = NAMESPACE_PATH.exec(pathname)?.groups?.['prefix'];
  if (prefix === undefined) {
    return undefined;
  }
  return namespace === ALL_NAMESPACES ? `/${prefix}/all-namespaces` : `/${prefix}/ns/${namespace}`;
}
