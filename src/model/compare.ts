import { compareIp, parseIp } from './net/ip.ts';

/** What an absent value is to a comparator. */
type Absent = null | undefined | '';

/** Says which of two comes first: below 0 the left, above 0 the right, 0 neither. */
export type Comparator<T> = (a: T, b: T) => number;

export const SORT_DIRECTIONS = ['asc', 'desc'] as const;
export type SortDirection = (typeof SORT_DIRECTIONS)[number];

/**
 * A comparator that puts absent values (absent, null, empty text) last in both directions.
 *
 * Turning a comparator around afterwards would bring them to the front: the direction has to be known here.
 */
export function absentLast<T>(
  compare: Comparator<T>,
  direction: SortDirection,
): Comparator<T | null | undefined> {
  const sign = direction === 'asc' ? 1 : -1;
  return (a, b) => {
    if (isAbsent(a) || isAbsent(b)) {
      return Number(isAbsent(a)) - Number(isAbsent(b));
    }
    return sign * compare(a, b) || 0;
  };
}

/** Orders numbers and times; NaN after every number, so that the order is total. */
export function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  return a < b ? -1 : Number(a > b);
}

/** Orders booleans: false first. */
export function compareBooleans(a: boolean, b: boolean): number {
  return Number(a) - Number(b);
}

/** Orders addresses by number, IPv4 before IPv6; what is no address comes after them, as text. */
export function compareIps(a: string, b: string): number {
  const left = parseIp(a);
  const right = parseIp(b);
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined) || compareTexts(a, b);
  }
  return compareIp(left, right) || compareCodeUnits(a, b);
}

const COLLATOR = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Orders text as people do: `pod-2` before `pod-10`, case ignored; equal only when it is the same text. */
export function compareTexts(a: string, b: string): number {
  return COLLATOR.compare(a, b) || compareCodeUnits(a, b);
}

/** Orders text that nobody reads, such as ids: letter by letter, as stores do. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function isAbsent(value: unknown): value is Absent {
  return value === undefined || value === null || value === '';
}
