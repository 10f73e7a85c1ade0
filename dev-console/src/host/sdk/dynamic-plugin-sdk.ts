/**
 * What plugins get for `@openshift-console/dynamic-plugin-sdk`: the part of the console's SDK that the Network
 * Traffic page uses. Where the npm package has real code it is that code; the rest only a console can supply.
 */
export { isAllNamespacesKey } from '@openshift-console/dynamic-plugin-sdk/lib/api/utils.js';
export { HttpError } from '@openshift-console/dynamic-plugin-sdk/lib/utils/error/http-error.js';

export { consoleFetch, consoleFetchJSON, consoleFetchText } from './console-fetch.ts';
export { DocumentTitle } from './DocumentTitle.tsx';
export { ListPageHeader } from './ListPageHeader.tsx';
export { NamespaceBar } from './NamespaceBar.tsx';
export { ResourceIcon } from './ResourceIcon.tsx';
export { ResourceLink } from './ResourceLink.tsx';
export { useActiveNamespace } from './useActiveNamespace.ts';
export { useActivePerspective } from './useActivePerspective.ts';
export { useFlag } from './useFlag.ts';
export { useUserPreference } from './useUserPreference.ts';
