import type { Result } from '#model/lib/result.ts';
import { ok } from '#model/lib/result.ts';

import { unescapeQuery } from '../go/query-string.ts';

/** One condition as NetObserv's backend reads it. */
export type Condition = {
  readonly key: string;
  /** Joined by commas. */
  readonly values: string;
  /** Whether values are looked for within the field: `~`. */
  readonly isPartial: boolean;
  readonly isNegated: boolean;
  readonly isAtLeast: boolean;
};

/** Conditions that hold together. */
export type ConditionGroup = readonly Condition[];

/**
 * Reads the parameter `filters`: groups joined by `|`, of which one has to hold, of conditions joined by `&`.
 *
 * It is unescaped once more. What is no condition is left out without a word: text without `=` and `~`, so that `<`
 * and `>` alone mean nothing, and text with more than one `=`. Of what has several `~`, the rest after the second is
 * ignored. There is always a group; a group without conditions holds for every record.
 */
export function parseFilters(escaped: string): Result<readonly ConditionGroup[], string> {
  const text = unescapeQuery(escaped);
  return text.ok ? ok(text.value.split('|').map((group) => group.split('&').flatMap(parseCondition))) : text;
}

function parseCondition(text: string): readonly Condition[] {
  const operator = text.includes('=') ? '=' : '~';
  const [left = '', values, ...more] = text.split(operator);
  if (values === undefined || (operator === '=' && more.length > 0)) {
    return [];
  }
  const isNegated = left.endsWith('!');
  const isAtLeast = operator === '=' && left.endsWith('>');
  return [
    {
      key: isNegated || isAtLeast ? left.slice(0, -1) : left,
      values,
      isPartial: operator === '~',
      isNegated,
      isAtLeast,
    },
  ];
}

/** A condition that a field is one of the values, or has one of them within it. */
export function condition(key: string, operator: '=' | '~', ...values: readonly string[]): Condition {
  return {
    key,
    values: values.join(','),
    isPartial: operator === '~',
    isNegated: false,
    isAtLeast: false,
  };
}

/**
 * Each group once for each of the additions, with their conditions before its own; those that are kept as they are,
 * once.
 */
export function distribute(
  groups: readonly ConditionGroup[],
  additions: readonly ConditionGroup[],
  isKept: (group: ConditionGroup) => boolean = () => false,
): readonly ConditionGroup[] {
  return groups.flatMap((group) =>
    isKept(group) ? [group] : additions.map((addition) => [...addition, ...group]),
  );
}
