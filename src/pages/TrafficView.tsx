import { PageSection, Title } from '@patternfly/react-core';

import type { PageConfig } from '../api/config.ts';
import { FilterToolbar } from '../features/filter-toolbar/FilterToolbar.tsx';
import { Notices } from '../features/notices/Notices.tsx';
import { QueryOptions } from '../features/query-options/QueryOptions.tsx';
import { RecordingLabel } from '../features/recording/RecordingLabel.tsx';
import { CopyLink } from '../features/share/CopyLink.tsx';
import { TimeControls } from '../features/time-controls/TimeControls.tsx';
import { usePreferences } from '../state/preferences/usePreferences.ts';
import { useUrlUpdate } from '../state/url/useUrl.ts';
import { useT } from '../ui/i18n.ts';
import { hasOnlyEndings, missedRecording } from './cluster.ts';
import { TrafficRows } from './TrafficRows.tsx';
import { usePageTraffic } from './usePageTraffic.ts';
import type { ConfiguredQuickFilters } from './useQuickFilters.ts';

import './traffic-page.css';

type TrafficViewProps = { readonly config: PageConfig; readonly quickFilters: ConfiguredQuickFilters };

/** The page once it is known what the cluster produces: what is asked above, the rows below. */
export function TrafficView({ config, quickFilters }: TrafficViewProps) {
  const t = useT();
  const update = useUrlUpdate();
  const [{ refreshMs }, setPreferences] = usePreferences();
  const traffic = usePageTraffic(config, refreshMs);
  const { answer, question, logType, span } = traffic;
  const isEndedOnly = hasOnlyEndings(config);
  const isAnswered = answer.data !== undefined && !answer.isStale;

  return (
    <div className="netobserv-plugin__page">
      <PageSection hasBodyWrapper={false} className="netobserv-plugin__page-head">
        <div className="netobserv-plugin__page-title">
          <Title headingLevel="h1">{t('Network Traffic')}</Title>
          {config.recording !== undefined && <RecordingLabel recording={config.recording} />}
          <TimeControls
            range={question.timeRange}
            onRange={(timeRange) => update({ timeRange })}
            intervalMs={refreshMs}
            onInterval={(interval) => setPreferences({ refreshMs: interval })}
            isFetching={answer.isFetching}
            updatedMs={answer.updatedMs}
            onRefresh={traffic.refresh}
          />
        </div>
        <FilterToolbar
          features={config.features ?? []}
          quickFilters={quickFilters.quickFilters}
          isTracking={traffic.available.includes('allConnections')}
          trailing={<CopyLink range={question.timeRange} span={span} />}
          leading={
            <QueryOptions
              logType={logType}
              available={traffic.available}
              isEndedOnly={isEndedOnly}
              onLogType={traffic.setLogType}
              limit={question.limit}
              onLimit={(limit) => update({ limit })}
            />
          }
        />
        <Notices
          logType={logType}
          isLogTypeReplaced={traffic.isReplaced}
          isEndedOnly={isEndedOnly}
          refreshError={answer.data === undefined ? undefined : answer.error?.message}
          missedRecording={isAnswered ? missedRecording(config, span) : undefined}
          quickFilterProblems={quickFilters.problems}
          onRange={(timeRange) => update({ timeRange })}
          onRetry={traffic.refresh}
        />
      </PageSection>
      <TrafficRows traffic={traffic} />
    </div>
  );
}
