import {
  Button,
  CodeBlock,
  CodeBlockCode,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  PageSection,
} from '@patternfly/react-core';
import { ExclamationCircleIcon } from '@patternfly/react-icons';
import type { ReactNode } from 'react';
import { Component } from 'react';

import { useT } from '../ui/i18n.ts';
import { consoleIcon } from '../ui/icons/console-icon.ts';

const ExclamationCircle = consoleIcon(ExclamationCircleIcon);

type PageErrorBoundaryProps = { readonly children: ReactNode };
type PageErrorBoundaryState = { readonly error: Error | undefined };

/** Shows a bug as a message instead of a blank page. Starting again keeps the link, so nothing chosen is lost. */
export class PageErrorBoundary extends Component<PageErrorBoundaryProps, PageErrorBoundaryState> {
  override state: PageErrorBoundaryState = { error: undefined };

  static getDerivedStateFromError(error: unknown): PageErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    return error === undefined ? (
      this.props.children
    ) : (
      <UnexpectedError error={error} onReset={() => this.setState({ error: undefined })} />
    );
  }
}

type UnexpectedErrorProps = { readonly error: Error; readonly onReset: () => void };

function UnexpectedError({ error, onReset }: UnexpectedErrorProps) {
  const t = useT();
  return (
    <PageSection>
      <EmptyState
        status="danger"
        icon={ExclamationCircle}
        headingLevel="h1"
        titleText={t('The page met an unexpected error')}
      >
        <EmptyStateBody>
          <CodeBlock>
            <CodeBlockCode>{error.message}</CodeBlockCode>
          </CodeBlock>
        </EmptyStateBody>
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button onClick={onReset}>{t('Start the page again')}</Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      </EmptyState>
    </PageSection>
  );
}
