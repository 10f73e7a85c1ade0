import { ResourceLink as ConsoleResourceLink } from '@openshift-console/dynamic-plugin-sdk';

import { groupVersionKind } from './resource-kind.ts';

type ResourceLinkProps = {
  /** Kind as records name it: `Pod`, `Service`, `Deployment` … */
  readonly kind: string;
  readonly name: string;
  /** Left out for what belongs to the cluster: a node, a namespace. */
  readonly namespace?: string | undefined;
};

/** Badge and name of a resource, as a link to its page in the console; plain text for an unknown kind. */
export function ResourceLink({ kind, name, namespace }: ResourceLinkProps) {
  const known = groupVersionKind(kind);
  return (
    <ConsoleResourceLink
      groupVersionKind={known ?? { version: 'v1', kind }}
      linkTo={known !== undefined}
      name={name}
      inline
      {...(namespace === undefined ? {} : { namespace })}
    />
  );
}
