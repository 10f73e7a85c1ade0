import {
  EmptyState as PfEmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import { SearchIcon } from '@patternfly/react-icons';
import type { ReactNode } from 'react';
import { consoleIcon } from './icons/console-icon.ts';

const Search = consoleIcon(SearchIcon);

type EmptyStateProps = {
  readonly title: string;
  /** Why there is nothing, as far as is known. */
  readonly children?: ReactNode;
  /** What to do next, the likeliest first. */
  readonly actions?: ReactNode;
};

/** Says that there is nothing, why, and what to do next. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <PfEmptyState titleText={title} headingLevel="h2" icon={Search} variant="sm">
      {children !== undefined && <EmptyStateBody>{children}</EmptyStateBody>}
      {actions !== undefined && (
        <EmptyStateFooter>
          <EmptyStateActions>{actions}</EmptyStateActions>
        </EmptyStateFooter>
      )}
    </PfEmptyState>
  );
}
