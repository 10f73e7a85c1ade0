import { useLocation } from 'react-router';

import { EVERYTHING } from '#model/filter/filter.ts';
import { LOG_TYPES } from '#model/event.ts';
import { TrafficTable } from '../features/traffic-table/TrafficTable.tsx';
import { useUrlUpdate } from '../state/url/useUrl.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { useT } from '../ui/i18n.ts';
import type { PageTraffic } from './usePageTraffic.ts';
import { usePanel } from './usePanel.ts';
import { widerRange } from './wider-range.ts';

type TrafficRowsProps = { readonly traffic: PageTraffic };

/** The rows, or why there are none. */
export function TrafficRows({ traffic }: TrafficRowsProps) {
  const t = useT();
  const update = useUrlUpdate();
  const { key: memoryName } = useLocation();
  const { answer, question, refusal, logType, available, sort } = traffic;
  const { data, error } = answer;
  const panel = usePanel(logType, available, data);

  if (refusal !== undefined) {
    return (
      <ErrorState
        title={t('The filter cannot be asked')}
        error={{ code: 'filter-refused', message: refusal }}
      />
    );
  }
  if (data === undefined && error !== undefined) {
    return <ErrorState title={t('The rows could not be loaded')} error={error} onRetry={traffic.refresh} />;
  }
  const other = LOG_TYPES.find((type) => type !== logType && available.includes(type));
  const wider = widerRange(question.timeRange);

  return (
    <div className="netobserv-plugin__page-rows">
      <TrafficTable
        logType={logType}
        conversations={data?.kind === 'conversations' ? data : undefined}
        records={data?.kind === 'records' ? data.records : undefined}
        sort={sort}
        onSort={(next) => update({ sort: next })}
        selection={panel.selection}
        onSelect={panel.select}
        isStale={answer.isStale}
        memoryName={memoryName}
        emptyActions={{
          onClearFilters: question.filters === '' ? undefined : () => update({ filter: EVERYTHING }),
          onWidenTime: wider === undefined ? undefined : () => update({ timeRange: wider }),
          onSwitchLogType: other === undefined ? undefined : () => traffic.setLogType(other),
        }}
      />
    </div>
  );
}
