import { useEffect, useState } from 'react';

import { serverFlags } from '../server-flags.ts';

import { consoleFetchJSON } from './console-fetch.ts';

const PROJECTS_PATH = 'api/kubernetes/apis/project.openshift.io/v1/projects';

function namesOf(list: unknown): readonly string[] {
  const { items } = list as { readonly items: readonly { readonly metadata: { readonly name: string } }[] };
  return items.map(({ metadata }) => metadata.name);
}

/** Names of the projects, sorted; none until they are there, and none when the back end does not tell. */
export function useProjects(): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    consoleFetchJSON(`${serverFlags.basePath}${PROJECTS_PATH}`, 'GET', { signal: abort.signal }).then(
      (list) => setNames(namesOf(list)),
      () => undefined,
    );
    return () => abort.abort();
  }, []);
  return names;
}
