import { PageSection } from '@patternfly/react-core';
import { useMemo } from 'react';

import type { LogType } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { PageConfig } from '../api/config.ts';
import type { Traffic } from '../data/traffic.ts';
import { FilterToolbar } from '../features/filter-toolbar/FilterToolbar.tsx';
import { Notices } from '../features/notices/Notices.tsx';
import { QueryOptions } from '../features/query-options/QueryOptions.tsx';
import { RecordingLabel } from '../features/recording/RecordingLabel.tsx';
import { CopyLink } from '../features/share/CopyLink.tsx';
import { TimeControls } from '../features/time-controls/TimeControls.tsx';
import { useColumnOffers } from '../features/traffic-table/useColumnOffers.ts';
import { ViewOptions } from '../features/view-options/ViewOptions.tsx';
import { withColumns } from '../state/preferences/preferences.ts';
import type { usePreferences } from '../state/preferences/usePreferences.ts';
import { useUrlUpdate } from '../state/url/useUrl.ts';
import { PageHeading } from '../ui/console/PageHeading.tsx';
import { useT } from '../ui/i18n.ts';
import { IconNames } from '../ui/IconNames.tsx';
import { hasOnlyEndings, missedRecording } from './cluster.ts';
import { sinceThen } from './since-then.ts';
import { TrafficRows } from './TrafficRows.tsx';
import { usePageTraffic } from './usePageTraffic.ts';
import type { ConfiguredQuickFilters } from './useQuickFilters.ts';

import './traffic-page.css';

type TrafficViewProps = {
  readonly config: PageConfig;
  readonly quickFilters: ConfiguredQuickFilters;
  readonly preferences: ReturnType<typeof usePreferences>;
};

/** The page once it is known what the cluster produces: what is asked above, the rows below. */
export function TrafficView({ config, quickFilters, preferences }: TrafficViewProps) {
  const t = useT();
  const update = useUrlUpdate();
  const [{ refreshMs, density, columns, quickFilters: ownQuickFilters }, setPreferences] = preferences;
  const traffic = usePageTraffic(config, refreshMs);
  const { answer, question, logType, span } = traffic;
  const shownRecords = useMemo(() => recordsOf(answer.data), [answer.data]);
  const features = config.features ?? NO_FEATURES;
  const view = useMemo(() => ({ density, columns, features }), [density, columns, features]);
  const offers = useColumnOffers(logType, features);
  const isEndedOnly = hasOnlyEndings(config);
  const isAnswered = answer.data !== undefined && !answer.isStale;
  const chooseLogType = (next: LogType) => {
    setPreferences({ logType: next });
    traffic.setLogType(next);
  };

  return (
    <IconNames className="netobserv-plugin__page">
      <PageSection hasBodyWrapper={false} className="netobserv-plugin__page-head">
        <div className="netobserv-plugin__page-title">
          <PageHeading title={t('Network Traffic')} />
          {config.recording !== undefined && <RecordingLabel recording={config.recording} />}
          <TimeControls
            range={question.timeRange}
            span={answer.data === undefined ? undefined : span}
            onRange={(timeRange) => update({ timeRange })}
            intervalMs={refreshMs}
            onInterval={(interval) => setPreferences({ refreshMs: interval })}
            isFetching={answer.isFetching}
            onRefresh={traffic.refresh}
          />
        </div>
        <FilterToolbar
          features={features}
          quickFilters={quickFilters.quickFilters}
          ownQuickFilters={{
            list: ownQuickFilters,
            onChange: (edit) => setPreferences((kept) => ({ quickFilters: edit(kept.quickFilters) })),
          }}
          isTracking={traffic.available.includes('allConnections')}
          shownRecords={shownRecords}
          trailing={
            <>
              <CopyLink range={question.timeRange} span={span} />
              <ViewOptions
                density={density}
                onDensity={(next) => setPreferences({ density: next })}
                offers={offers}
                choice={columns[logType]}
                onChoice={(choose) =>
                  setPreferences(({ columns: kept }) => ({
                    columns: withColumns(kept, logType, choose(kept[logType])),
                  }))
                }
              />
            </>
          }
          leading={
            <QueryOptions
              logType={logType}
              available={traffic.available}
              isEndedOnly={isEndedOnly}
              onLogType={chooseLogType}
              limit={question.limit}
              onLimit={(limit) => update({ limit })}
            />
          }
        />
        <Notices
          logType={logType}
          isLogTypeReplaced={traffic.isReplaced}
          isEndedOnly={isEndedOnly}
          isUntracked={config.recording?.isUntracked === true}
          missedRecording={isAnswered ? missedRecording(config, span) : undefined}
          sinceThen={isAnswered ? sinceThen(config, { ...question, span, listed: answer.data }) : undefined}
          quickFilterProblems={quickFilters.problems}
          onRange={(timeRange) => update({ timeRange })}
        />
      </PageSection>
      <TrafficRows
        traffic={traffic}
        view={view}
        onLogType={chooseLogType}
        isUntracked={config.recording?.isUntracked === true}
      />
    </IconNames>
  );
}

const NO_FEATURES: readonly string[] = [];

/** What the rows tell of: of a conversation its latest event. */
function recordsOf(traffic: Traffic | undefined): readonly TrafficRecord[] {
  return traffic?.kind === 'conversations'
    ? traffic.items.map(({ latest }) => latest)
    : (traffic?.records.map(({ record }) => record) ?? []);
}
