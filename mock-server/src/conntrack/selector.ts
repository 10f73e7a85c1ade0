import type { JsonValue } from '#model/flow.ts';

import type { SelectorValue } from './config/conntrack-config.ts';
import { formatGoValue, formatPlainDecimal, isTruthy, parseGoFloat } from './convert.ts';
import type { NumericKind } from './identity/numeric-kind.ts';

/** The texts that Go reads as a bool; those of false are beside those of true. */
const FALSE_TEXTS: ReadonlySet<string> = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/**
 * Whether the value of a key field is what a selector wants.
 *
 * The kind of the *connection's* value decides how: signed ints compare with the wanted number truncated,
 * floats with it as it is; unsigned ones, as ports and protocols of the agent are, by their digits.
 */
export function matchesSelectorValue(value: JsonValue, wanted: SelectorValue, kind: NumericKind): boolean {
  switch (typeof value) {
    case 'number':
      return matchesNumber(value, wanted, kind);
    case 'string':
      return value === (typeof wanted === 'number' ? formatPlainDecimal(wanted) : formatGoValue(wanted));
    case 'boolean':
      return value === toBoolean(wanted);
    default:
      return value === null && formatGoValue(wanted) === '<nil>';
  }
}

function matchesNumber(value: number, wanted: SelectorValue, kind: NumericKind): boolean {
  switch (kind) {
    case 'uint':
      return formatPlainDecimal(value) === formatGoValue(wanted);
    case 'int':
      return value === toInteger(wanted);
    case 'float':
      return value === (typeof wanted === 'string' ? parseGoFloat(wanted) : wanted);
  }
}

function toInteger(wanted: SelectorValue): number | undefined {
  if (typeof wanted === 'number') {
    return Math.trunc(wanted);
  }
  return typeof wanted === 'string' && /^[+-]?\d+$/.test(wanted) ? Number(wanted) : undefined;
}

function toBoolean(wanted: SelectorValue): boolean | undefined {
  if (isTruthy(wanted)) {
    return true;
  }
  const isFalse =
    typeof wanted === 'string'
      ? FALSE_TEXTS.has(wanted)
      : wanted === false || (typeof wanted === 'number' && Math.trunc(wanted) === 0);
  return isFalse ? false : undefined;
}
