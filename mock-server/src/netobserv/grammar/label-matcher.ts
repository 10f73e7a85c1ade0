import type { LabelMatcher } from '../logql/log-query.ts';
import type { Condition } from './parse-filters.ts';
import { asPattern, isExact, withoutQuotes } from './values.ts';

/**
 * A condition on a field that is a label of Loki, as NetObserv's backend writes it; none where it says nothing.
 *
 * One value that is exact is compared as text, in which `*` is nothing special. Several values, and parts of one,
 * become a pattern; in that, `>=` is forgotten.
 */
export function labelMatcher(condition: Condition): readonly LabelMatcher[] {
  const { key, isPartial, isNegated, isAtLeast } = condition;
  const values = condition.values.split(',');
  const [only = ''] = values;
  if (values.length === 1 && (!isPartial || isExact(only))) {
    const operator = isNegated ? '!=' : isAtLeast ? '>=' : '=';
    return [{ label: key, operator, value: withoutQuotes(only) }];
  }
  const pattern = values.map((value) => (isPartial ? partialPattern(value) : asPattern(value))).join('|');
  return pattern === '' ? [] : [{ label: key, operator: isNegated ? '!~' : '=~', value: pattern }];
}

/** A value at whose ends anything may stand, but where there are quotes. Without quotes, case does not count. */
function partialPattern(value: string): string {
  const start = value.startsWith('"') ? (value.startsWith('"*') ? '' : '^') : '(?i).*';
  const end = value.endsWith('"') ? (value.endsWith('*"') ? '' : '$') : '.*';
  return `${start}${asPattern(value)}${end}`;
}
