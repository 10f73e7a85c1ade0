import { Bullseye, EmptyState, EmptyStateBody, PageSection, Spinner } from '@patternfly/react-core';
import { FolderIcon } from '@patternfly/react-icons';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';

import type { PageConfig, Role } from '../api/config.ts';
import { TenantContext } from '../data/tenant.ts';
import { useConfig, useKnownRole } from '../data/useConfig.ts';
import { NamespaceBar } from '../ui/console/NamespaceBar.tsx';
import { PageHeading } from '../ui/console/PageHeading.tsx';
import { usePreferences } from '../state/preferences/usePreferences.ts';
import { projectOfPath, saysProject } from '../ui/console/project-path.ts';
import { useActiveNamespace } from '../ui/console/useActiveNamespace.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { useT } from '../ui/i18n.ts';
import { TrafficView } from './TrafficView.tsx';
import { useIsLate } from '../ui/useIsLate.ts';
import { useRowsAhead } from './useRowsAhead.ts';
import { useOpening } from './useOpening.ts';
import { useQuickFilters } from './useQuickFilters.ts';
import { consoleIcon } from '../ui/icons/console-icon.ts';

const Folder = consoleIcon(FolderIcon);

/** A page waits so long for the preferences of its user, and opens as for everybody then. In ms. */
const PREFERENCES_MS = 3_000;

/**
 * Waits for what the page cannot be drawn without: what the cluster produces, and what the user may see.
 *
 * Who may not see all namespaces picks one, and every question is about that one. So it is for everybody whose link says
 * a project in its path, as the console writes it (`/ns/shop`).
 */
export function TrafficGate() {
  const t = useT();
  const config = useConfig();
  const role = useKnownRole();
  const [namespace] = useActiveNamespace();
  const { pathname } = useLocation();
  // A link that was copied with a project shows that project to everybody.
  const projectOf = (seen: Role) => projectOfPath(pathname) ?? (seen === 'dev' ? namespace : undefined);
  useRowsAhead(projectOf);

  if (config.error !== undefined && config.data === undefined) {
    return (
      <HeadedSection>
        <ErrorState title={t('The page could not be set up')} error={config.error} onRetry={config.refresh} />
      </HeadedSection>
    );
  }
  if (config.data === undefined || role === undefined) {
    return <Loading />;
  }
  const isLimited = role === 'dev';
  if (!isLimited && !saysProject(pathname)) {
    return <Opening config={config.data} />;
  }
  const project = projectOf(role);
  return (
    <TenantContext.Provider value={project}>
      <NamespaceBar />
      {isLimited && project === undefined ? <NoNamespace /> : <Opening config={config.data} />}
    </TenantContext.Provider>
  );
}

/** The page, once its link says what it looks at. */
function Opening({ config }: { readonly config: PageConfig }) {
  const quickFilters = useQuickFilters(config);
  const preferences = usePreferences();
  const [{ logType }, , isLoaded] = preferences;
  const isLate = useIsLate(PREFERENCES_MS);
  const isOpening = useOpening(config, {
    filter: quickFilters.defaultFilter,
    logType,
    isLoaded: isLoaded || isLate,
  });
  return isOpening ? (
    <Loading />
  ) : (
    <TrafficView config={config} quickFilters={quickFilters} preferences={preferences} />
  );
}

function Loading() {
  const t = useT();
  return (
    <Bullseye>
      <Spinner aria-label={t('Loading')} />
    </Bullseye>
  );
}

/** Asks for a namespace, for users who may not see all of them at once. */
function NoNamespace() {
  const t = useT();
  return (
    <HeadedSection>
      <EmptyState icon={Folder} headingLevel="h2" titleText={t('Choose a project')}>
        <EmptyStateBody>
          {t('You can see the traffic of the projects that you have access to, one at a time.')}
        </EmptyStateBody>
      </EmptyState>
    </HeadedSection>
  );
}

/** What stands in the place of a page that cannot be shown, below its name. */
function HeadedSection({ children }: { readonly children: ReactNode }) {
  const t = useT();
  return (
    <PageSection hasBodyWrapper={false}>
      <PageHeading title={t('Network Traffic')} />
      {children}
    </PageSection>
  );
}
