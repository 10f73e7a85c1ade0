import { ListPageHeader } from '@openshift-console/dynamic-plugin-sdk';

import './page-heading.css';

type PageHeadingProps = { readonly title: string };

/**
 * The name of a page as the console writes it, with the star that makes it a favourite where the console has one.
 *
 * It takes no room of its own around it: it stands in a line with other things.
 */
export function PageHeading({ title }: PageHeadingProps) {
  return (
    <div className="netobserv-plugin__page-heading">
      <ListPageHeader title={title} />
    </div>
  );
}
