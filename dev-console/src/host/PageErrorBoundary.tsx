import { CodeBlock, CodeBlockCode, EmptyState, EmptyStateBody, PageSection } from '@patternfly/react-core';
import { ExclamationCircleIcon } from '@patternfly/react-icons';
import { Component } from 'react';
import type { ReactNode } from 'react';

import { recordProblem } from './page-problems.ts';

type PageErrorBoundaryProps = { readonly children: ReactNode };
type PageErrorBoundaryState = { readonly error: Error | undefined };

/** Shows what a page threw, in its place, and records it as a problem. */
export class PageErrorBoundary extends Component<PageErrorBoundaryProps, PageErrorBoundaryState> {
  override readonly state: PageErrorBoundaryState = { error: undefined };

  static getDerivedStateFromError(error: unknown): PageErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown): void {
    recordProblem(`Page: ${String(error)}`);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) {
      return this.props.children;
    }
    return (
      <PageSection>
        <EmptyState
          status="danger"
          icon={ExclamationCircleIcon}
          titleText="Something wrong happened in the page"
          headingLevel="h1"
        >
          <EmptyStateBody>{error.message}</EmptyStateBody>
        </EmptyState>
        <CodeBlock>
          <CodeBlockCode>{error.stack}</CodeBlockCode>
        </CodeBlock>
      </PageSection>
    );
  }
}
