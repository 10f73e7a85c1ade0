import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { ResourceIcon } from './ResourceIcon.tsx';

type ResourceLinkProps = {
  readonly className?: string;
  readonly groupVersionKind?: { readonly group?: string; readonly version: string; readonly kind: string };
  readonly name?: string;
  readonly displayName?: string;
  readonly namespace?: string;
  readonly hideIcon?: boolean;
  readonly inline?: boolean;
  readonly linkTo?: boolean;
  readonly title?: string;
  readonly dataTest?: string;
  readonly onClick?: () => void;
  readonly children?: ReactNode;
};

/** Badge and name of a resource, linked to the page that a cluster's console has for it. */
export function ResourceLink({
  className = '',
  groupVersionKind,
  name = '',
  displayName = name,
  namespace,
  hideIcon = false,
  inline = false,
  linkTo = true,
  title,
  dataTest,
  onClick,
  children,
}: ResourceLinkProps) {
  const Wrapper = inline ? 'span' : 'div';
  const { group, version = 'v1', kind = '' } = groupVersionKind ?? {};
  const scope = namespace === undefined ? 'cluster' : `ns/${namespace}`;
  const path = `/k8s/${scope}/${group === undefined ? kind : `${group}~${version}~${kind}`}/${name}`;
  return (
    <Wrapper className={`dev-console__resource ${className}`}>
      {hideIcon ? null : <ResourceIcon kind={kind} />}
      {linkTo ? (
        <Link to={path} title={title} data-test={dataTest} onClick={onClick}>
          {displayName}
        </Link>
      ) : (
        <span data-test={dataTest}>{displayName}</span>
      )}
      {children}
    </Wrapper>
  );
}
