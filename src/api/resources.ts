import { Array as ArrayOf, String as Text } from 'typebox';

import { fetchJson } from './client.ts';

const Names = ArrayOf(Text());

/** Names of the namespaces that traffic was seen from or to, in order. */
export async function fetchNamespaces(
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  return inOrder(
    await fetchJson(Names, { path: '/api/resources/namespaces', params: { namespace }, signal }),
  );
}

/** Which names are wanted: of one namespace, of one kind, or of all. */
export type NamesParams = { readonly namespace?: string | undefined; readonly kind?: string | undefined };

/** Names of the resources that traffic was seen from or to, in order. */
export async function fetchNames(params: NamesParams, signal: AbortSignal): Promise<readonly string[]> {
  return inOrder(await fetchJson(Names, { path: '/api/resources/names', params, signal }));
}

function inOrder(names: readonly string[]): readonly string[] {
  return names.toSorted((one, other) => one.localeCompare(other, undefined, { numeric: true }));
}
