import type { TrafficRecord } from '../flow.ts';
import { atEnd, swapped } from './change-condition.ts';
import { compileFilter } from './compile.ts';
import { conditionsOf } from './conditions.ts';
import type { Filter, Match } from './filter.ts';
import { all } from './filter.ts';
import { lowerFilter } from './lowering/lower.ts';

/**
 * A condition on a value of a record, as it is to be added to a filter that found the record.
 *
 * A filter that holds either way may have found it the other way round: what is its source then stands for the
 * filter's destination, and the condition is turned to that. To leave a value out either way means at either end,
 * or the record would pass with its ends exchanged. Filters of one way take the condition as it is.
 */
export function facing(condition: Match, filter: Filter, record: TrafficRecord): Match {
  if (filter.kind !== 'eitherWay') {
    return condition;
  }
  if (condition.op === '!=') {
    return matchOr(condition, atEnd(condition, 'endpoint'));
  }
  const oneWay = lowerFilter(all(...conditionsOf(filter).conditions));
  return !oneWay.ok || compileFilter(oneWay.value)(record)
    ? condition
    : matchOr(condition, swapped(condition));
}

function matchOr(condition: Match, changed: Filter | undefined): Match {
  return changed?.kind === 'match' ? changed : condition;
}
