import { Drawer, DrawerContent, DrawerContentBody } from '@patternfly/react-core';
import { useLocation } from 'react-router';

import type { LogType } from '#model/event.ts';
import { LOG_TYPES } from '#model/event.ts';
import { EVERYTHING, isEverything } from '#model/filter/filter.ts';
import type { Selection } from '#model/view.ts';
import type { Traffic } from '../data/traffic.ts';
import { SidePanel } from '../features/side-panel/SidePanel.tsx';
import type { Listed } from '../features/summary-bar/SummaryBar.tsx';
import { SummaryBar } from '../features/summary-bar/SummaryBar.tsx';
import type { ChosenView } from '../features/traffic-table/table-props.ts';
import { TrafficTable } from '../features/traffic-table/TrafficTable.tsx';
import { useUrlUpdate } from '../state/url/useUrl.ts';
import { useFilter } from '../state/useFilter.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { useT } from '../ui/i18n.ts';
import type { PageTraffic } from './usePageTraffic.ts';
import { usePanel } from './usePanel.ts';
import { widerRange } from './wider-range.ts';

type TrafficRowsProps = {
  readonly traffic: PageTraffic;
  readonly view: ChosenView;
  /** Shows another log type, and remembers that the user chose it. */
  readonly onLogType: (logType: LogType) => void;
};

/** The rows with what is selected of them beside, and their sums below; or why there are none. */
export function TrafficRows({ traffic, view, onLogType }: TrafficRowsProps) {
  const { answer, logType, available } = traffic;
  const { filter, toggleCondition } = useFilter();
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
              selection={selection}
              onSelect={panel.select}
            />
          </div>
          <SummaryBar listed={listed(answer.data)} updatedMs={answer.updatedMs} />
        </DrawerContentBody>
      </DrawerContent>
    </Drawer>
  );
}

type RowsProps = TrafficRowsProps & {
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
};

function Rows({ traffic, view, onLogType, selection, onSelect }: RowsProps) {
  const t = useT();
  const update = useUrlUpdate();
  const { key: memoryName } = useLocation();
  const { filter, toggleCondition } = useFilter();
  const { answer, question, refusal, logType, available, sort } = traffic;
  const { data, error } = answer;

  if (refusal !== undefined) {
    const refused = { code: 'filter-refused', message: refusal };
    return <ErrorState title={t('The filter cannot be asked')} error={refused} />;
  }
  if (data === undefined && error !== undefined) {
    return <ErrorState title={t('The rows could not be loaded')} error={error} onRetry={traffic.refresh} />;
  }
  const other = LOG_TYPES.find((type) => type !== logType && available.includes(type));
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
      emptyActions={{
        onClearFilters: isEverything(filter) ? undefined : () => update({ filter: EVERYTHING }),
        onWidenTime: wider === undefined ? undefined : () => update({ timeRange: wider }),
        onSwitchLogType: other === undefined ? undefined : () => onLogType(other),
      }}
    />
  );
}

function listed(data: Traffic | undefined): Listed | undefined {
  return data?.kind === 'records'
    ? { kind: 'records', records: data.records, isCut: data.isLimitReached }
    : data;
}
