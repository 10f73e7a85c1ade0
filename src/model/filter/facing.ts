import type { TrafficRecord } from '../flow.ts';
import { atEnd, swapped } from './change-condition.ts';
import { compileFilter } from './compile.ts';
import { conditionsOf } from './conditions.ts';
import type { Filter, Match } from './filter.ts';
import { all, eitherWay } from './filter.ts';
import { lowerFilter } from './lowering/lower.ts';

/**
 * A condition on a value of a record, as it is to be added to a filter that found the record.
 *
 * A filter that holds either way may have found it the other way round: what is its source then stands for the
 * filter's destination, and the condition is turned to that. One that leaves a value out is as `leavingOut` has it,
 * if it can be. Filters of one way take the condition as it is.
 */
export function facing(condition: Match, filter: Filter, record: TrafficRecord): Match {
  if (filter.kind !== 'eitherWay') {
    return condition;
  }
  if (condition.op === '!=') {
    return leavingOut(condition, filter, record) ?? condition;
  }
  return passes(all(...conditionsOf(filter).conditions), record)
    ? condition
    : matchOr(condition, swapped(condition));
}

/**
 * A condition that a record fails (`field!=value`), as it is to be added to a filter to be rid of the record.
 *
 * Either way that means at either end, or the record would pass with its ends exchanged. What has no such form
 * (translated addresses and ports, the amounts of one direction) is turned to the way in which the record was found;
 * `undefined` when that was both ways, as one condition then leaves the record in.
 */
export function leavingOut(condition: Match, filter: Filter, record: TrafficRecord): Match | undefined {
  if (filter.kind !== 'eitherWay') {
    return condition;
  }
  const { conditions } = conditionsOf(filter);
  return [
    matchOr(condition, atEnd(condition, 'endpoint')),
    condition,
    matchOr(condition, swapped(condition)),
  ].find((added) => !passes(eitherWay(all(...conditions, added)), record));
}

/** Whether a record passes a filter as people write it; none passes one that cannot be read. */
function passes(filter: Filter, record: TrafficRecord): boolean {
  const lowered = lowerFilter(filter);
  return lowered.ok && compileFilter(lowered.value)(record);
}

function matchOr(condition: Match, changed: Filter | undefined): Match {
  return changed?.kind === 'match' ? changed : condition;
}
