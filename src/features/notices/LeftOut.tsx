import type { AlertProps } from '@patternfly/react-core';
import { Alert, List, ListItem } from '@patternfly/react-core';
import type { ReactNode } from 'react';

/** Something that was not understood, and why. */
export type LeftOutItem = {
  /** Unique in its list. */
  readonly key: string;
  readonly what: ReactNode;
  /** A sentence. */
  readonly why: string;
};

type LeftOutProps = Pick<AlertProps, 'title' | 'actionLinks'> & { readonly items: readonly LeftOutItem[] };

/** What was not understood and is left out, each with its reason; nothing when there is nothing. */
export function LeftOut({ items, ...alert }: LeftOutProps) {
  if (items.length === 0) {
    return null;
  }
  return (
    <Alert isInline variant="warning" {...alert}>
      <List isPlain>
        {items.map(({ key, what, why }) => (
          <ListItem key={key}>
            <div>{what}</div>
            <div>{why}</div>
          </ListItem>
        ))}
      </List>
    </Alert>
  );
}
