import { Drawer, DrawerContent, DrawerContentBody } from '@patternfly/react-core';
import { useLocation } from 'react-router';

import type { LogType } from '#model/event.ts';
import { LOG_TYPES } from '#model/event.ts';
import { EVERYTHING, isEverything } from '#model/filter/filter.ts';
import type { Selection } from '#model/view.ts';
import { isReadWhole } from '../data/traffic.ts';
import { LateNotices } from '../features/notices/LateNotices.tsx';
import { SidePanel } from '../features/side-panel/SidePanel.tsx';
import { SummaryBar } from '../features/summary-bar/SummaryBar.tsx';
import type { ChosenView } from '../features/traffic-table/table-props.ts';
import { TrafficTable } from '../features/traffic-table/TrafficTable.tsx';
import { useUrlUpdate } from '../state/url/useUrl.ts';
import { useFilter } from '../state/useFilter.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { useT } from '../ui/i18n.ts';
import { LazyCode } from '../ui/lazy/lazy-code.ts';
import { LazyPart } from '../ui/lazy/LazyPart.tsx';
import type { PageTraffic } from './usePageTraffic.ts';
import { usePanel } from './usePanel.ts';
import { widerRange } from './wider-range.ts';

const NO_ROWS = new LazyCode(
  async () => (await import(/* webpackChunkName: "problems" */ './NoRows.tsx')).NoRows,
);

type TrafficRowsProps = {
  readonly traffic: PageTraffic;
  readonly view: ChosenView;
  /** Shows another log type, and remembers that the user chose it. */
  readonly onLogType: (logType: LogType) => void;
  /** True where a recording has flows, and no conversation of them. */
  readonly isUntracked: boolean;
};

/** The rows with what is selected of them beside, and their sums below; or why there are none. */
export function TrafficRows({ traffic, view, onLogType, isUntracked }: TrafficRowsProps) {
  const { answer, logType, available } = traffic;
  const { filter, toggleCondition } = useFilter();
  const update = useUrlUpdate();
  const panel = usePanel(logType, available, answer.data);
  const { selection } = panel;

  return (
    <Drawer isExpanded={selection !== undefined} isInline className="netobserv-plugin__page-drawer">
      <DrawerContent
        panelContent={
          selection !== undefined && (
            <SidePanel
              selection={selection}
              record={panel.record}
              tab={panel.tab}
              onTab={panel.setTab}
              onClose={() => panel.select(undefined)}
              onSelect={panel.select}
              filter={filter}
              onFilter={toggleCondition}
              switchTarget={panel.switchTarget}
              onSwitch={panel.switchLogType}
              span={traffic.span}
            />
          )
        }
      >
        <DrawerContentBody className="netobserv-plugin__page-rows">
          <div className="netobserv-plugin__page-table">
            <Rows
              traffic={traffic}
              view={view}
              onLogType={onLogType}
              isUntracked={isUntracked}
              selection={panel.row}
              onSelect={panel.select}
            />
          </div>
          <LateNotices
            logType={logType}
            refreshError={answer.data === undefined ? undefined : answer.error}
            traffic={answer.data}
            sort={traffic.sort}
            span={traffic.span}
            question={traffic.question}
            isWaiting={answer.isFetching && (answer.data === undefined || answer.isStale)}
            onReadOn={traffic.readOn}
            onRange={(timeRange) => update({ timeRange })}
            onRetry={traffic.refresh}
          />
          <SummaryBar
            listed={answer.data}
            updatedMs={answer.updatedMs}
            showDup={traffic.question.showDup}
            onShowDup={(showDup) => update({ showDup })}
          />
        </DrawerContentBody>
      </DrawerContent>
    </Drawer>
  );
}

type RowsProps = TrafficRowsProps & {
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
};

function Rows({ traffic, view, onLogType, isUntracked, selection, onSelect }: RowsProps) {
  const t = useT();
  const update = useUrlUpdate();
  const { key: memoryName } = useLocation();
  const { filter, toggleCondition } = useFilter();
  const { answer, question, obstacle, logType, available, sort } = traffic;
  const { data, error } = answer;
  const other = LOG_TYPES.find((type) => type !== logType && available.includes(type));
  const onSwitchLogType = other === undefined ? undefined : () => onLogType(other);

  if (obstacle !== undefined) {
    return (
      <LazyPart lazy={NO_ROWS}>
        {(NoRows) => <NoRows obstacle={obstacle} logType={logType} onSwitchLogType={onSwitchLogType} />}
      </LazyPart>
    );
  }
  if (data === undefined && error !== undefined) {
    const title =
      error.code === 'filter-too-large' || error.code === 'question-too-long'
        ? t('The filter cannot be asked')
        : t('The rows could not be loaded');
    return <ErrorState title={title} error={error} onRetry={traffic.refresh} />;
  }
  const wider = widerRange(question.timeRange);
  return (
    <TrafficTable
      logType={logType}
      view={view}
      conversations={data?.kind === 'conversations' ? data : undefined}
      records={data?.kind === 'records' ? data.records : undefined}
      sort={sort}
      onSort={(next) => update({ sort: next })}
      selection={selection}
      onSelect={onSelect}
      isStale={answer.isStale}
      memoryName={memoryName}
      filtering={{
        filter,
        onFilter: toggleCondition,
        span: traffic.span,
        onRange: (timeRange) => update({ timeRange }),
      }}
      isReadWhole={data === undefined || isReadWhole(data)}
      emptyActions={{
        onClearFilters: isEverything(filter) ? undefined : () => update({ filter: EVERYTHING }),
        onWidenTime: wider === undefined ? undefined : () => update({ timeRange: wider }),
        onSwitchLogType,
        isUntracked,
      }}
    />
  );
}
