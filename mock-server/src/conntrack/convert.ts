const DIGITS = String.raw`\d+(?:_\d+)*`;
const HEX_DIGITS = String.raw`[\da-f]+(?:_[\da-f]+)*`;
const DECIMAL = new RegExp(
  String.raw`^[+-]?(?:${DIGITS}\.?|${DIGITS}\.${DIGITS}|\.${DIGITS})(?:e[+-]?${DIGITS})?$`,
  'i',
);
const HEXADECIMAL = new RegExp(
  String.raw`^(?<sign>[+-]?)0x(?:_?(?<whole>${HEX_DIGITS}))?\.?(?<fraction>${HEX_DIGITS})?p(?<exponent>[+-]?${DIGITS})$`,
  'i',
);
const INFINITY = /^[+-]?inf(?:inity)?$/i;
const NOT_A_NUMBER = /^nan$/i;

const TWO_63 = 2 ** 63;
const MAX_UINT32 = 2 ** 32 - 1;

const TRUE_TEXTS: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);

/** The number that flowlogs-pipeline makes of a value, or nothing: only numbers and their texts convert. */
export function toFloat64(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'string' ? parseGoFloat(value) : undefined;
}

/**
 * The number of a text as Go's `strconv.ParseFloat` reads it, or nothing where it reports an error.
 *
 * Decimal, hexadecimal with a `p` exponent, `inf` and `nan`; underscores between digits; no spaces. Too
 * large is an error, too small is 0.
 */
export function parseGoFloat(text: string): number | undefined {
  if (DECIMAL.test(text)) {
    const value = Number(text.replaceAll('_', ''));
    return Number.isFinite(value) ? value : undefined;
  }
  if (INFINITY.test(text)) {
    return text.startsWith('-') ? -Infinity : Infinity;
  }
  return NOT_A_NUMBER.test(text) ? NaN : parseHexFloat(text);
}

function parseHexFloat(text: string): number | undefined {
  const match = HEXADECIMAL.exec(text)?.groups;
  if (match === undefined) {
    return undefined;
  }
  const { sign, whole = '', fraction = '', exponent = '' } = match;
  const fractionDigits = fraction.replaceAll('_', '');
  const digits = whole.replaceAll('_', '') + fractionDigits;
  if (digits === '') {
    return undefined;
  }
  const power = Number(exponent.replaceAll('_', '')) - 4 * fractionDigits.length;
  const half = Math.trunc(power / 2);
  const value = Number(BigInt(`0x${digits}`)) * 2 ** half * 2 ** (power - half);
  if (!Number.isFinite(value)) {
    return undefined;
  }
  return sign === '-' ? -value : value;
}

/** Whether a value converts to true; what converts to false or not at all does not. */
export function isTruthy(value: unknown): boolean {
  if (typeof value === 'string') {
    return TRUE_TEXTS.has(value);
  }
  return typeof value === 'number' ? Math.trunc(value) === 1 : value === true;
}

/**
 * The low 32 bits of a value, signed; nothing where it does not convert.
 *
 * Numbers are truncated and wrap, but 0 for those beyond 64 bits; texts are decimal digits alone.
 */
export function toBits32(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Math.abs(value) < TWO_63 ? value | 0 : 0;
  }
  if (typeof value !== 'string' || !/^\d+$/.test(value)) {
    return undefined;
  }
  const parsed = Number(value);
  return parsed <= MAX_UINT32 ? parsed | 0 : undefined;
}

/** A value as Go's `%v` prints it: numbers by exponent from 1e21 and below 1e-4, `null` as `<nil>`. */
export function formatGoValue(value: string | number | boolean | null): string {
  if (value === null) {
    return '<nil>';
  }
  if (typeof value !== 'number') {
    return String(value);
  }
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && magnitude < 1e21 && magnitude >= 1e-4) {
    return String(value);
  }
  return Number.isFinite(value) && magnitude !== 0
    ? value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
    : formatPlainDecimal(value);
}

/** A number in decimal digits alone, never with an exponent, the shortest that reads back the same. */
export function formatPlainDecimal(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  }
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa = '', exponent = ''] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(exponent) + 1;
  if (point <= 0) {
    return `${sign}0.${'0'.repeat(-point)}${digits}`;
  }
  const whole = digits.slice(0, point).padEnd(point, '0');
  const fraction = digits.slice(point);
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`;
}
