import type { LogType } from '#model/event.ts';
import { conditionsOf, filterOf } from '#model/filter/conditions.ts';
import type { Filter } from '#model/filter/filter.ts';
import { filterKey } from '#model/filter/same-filter.ts';
import { NotKept } from '../features/traffic-table/NotKept.tsx';
import { Unanswerable } from '../features/traffic-table/Unanswerable.tsx';
import { useFilter } from '../state/useFilter.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { useT } from '../ui/i18n.ts';
import type { Obstacle } from './obstacle.ts';

type NoRowsProps = {
  readonly obstacle: Obstacle;
  readonly logType: LogType;
  readonly onSwitchLogType: (() => void) | undefined;
};

/** What stands in the place of rows where none can be asked for. */
export function NoRows({ obstacle, logType, onSwitchLogType }: NoRowsProps) {
  const t = useT();
  const { filter, setFilter } = useFilter();
  switch (obstacle.kind) {
    case 'refused':
      return (
        <ErrorState
          title={t('The filter cannot be asked')}
          error={{ code: 'filter-refused', message: obstacle.message }}
        />
      );
    case 'not-kept':
      return <NotKept />;
    case 'unanswerable':
      return (
        <Unanswerable
          logType={logType}
          conditions={obstacle.conditions}
          onRemove={() => setFilter(withoutConditions(filter, obstacle.conditions))}
          onSwitchLogType={onSwitchLogType}
        />
      );
  }
}

function withoutConditions(filter: Filter, taken: readonly Filter[]): Filter {
  const { mode, conditions } = conditionsOf(filter);
  const keys = new Set(taken.map(filterKey));
  return filterOf({ mode, conditions: conditions.filter((condition) => !keys.has(filterKey(condition))) });
}
