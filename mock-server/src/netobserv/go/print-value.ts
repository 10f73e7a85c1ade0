import type { JsonValue } from '#model/flow.ts';

/** A value of JSON as Go's `fmt.Sprint` prints it once it was read into an `interface{}`, where numbers are floats. */
export function printValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null) {
    return '<nil>';
  }
  if (typeof value === 'number') {
    return printFloat(value);
  }
  if (isList(value)) {
    return `[${value.map(printValue).join(' ')}]`;
  }
  if (typeof value === 'object') {
    const members = Object.keys(value)
      .sort()
      .map((key) => `${key}:${printValue(value[key])}`);
    return `map[${members.join(' ')}]`;
  }
  return String(value);
}

/** Exponents from the first to before the end are printed as plain decimals, as by Go's `%g` for the shortest digits. */
const PLAIN_EXPONENTS = { first: -4, end: 6 };

function printFloat(value: number): string {
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent >= PLAIN_EXPONENTS.first && exponent < PLAIN_EXPONENTS.end) {
    return String(value);
  }
  const sign = exponent < 0 ? '-' : '+';
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
