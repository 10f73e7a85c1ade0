import type { LogType } from '../event.ts';
import { isEventField, isFlowField } from '../fields/record-fields.ts';
import { conditionsOf } from './conditions.ts';
import { fieldsOf } from './filter-fields.ts';
import type { Filter } from './filter.ts';
import { lowerFilter } from './lowering/lower.ts';

/**
 * The conditions of a filter on fields that no row of a log type has, whatever its values: `duration>5s` of flows,
 * `tcp_flags=RST` of conversations.
 *
 * They let nothing through, or everything, which answers nothing.
 */
export function unanswerableConditions(filter: Filter, logType: LogType): readonly Filter[] {
  const isThere = logType === 'flowLog' ? isFlowField : isEventField;
  return conditionsOf(filter).conditions.filter((condition) => {
    const lowered = lowerFilter(condition);
    return lowered.ok && fieldsOf(lowered.value).some((field) => !isThere(field));
  });
}
