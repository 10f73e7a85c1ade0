import { AMOUNT_FACTORS } from '#model/amount-factors.ts';

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const HEXADECIMAL = /^0[xX][\da-fA-F]+$/;
/** Thousands set apart by a comma, a point, an apostrophe or a space of any kind. */
const GROUPED = /^([+-]?\d{1,3}(?:([,.'’\s])\d{3})(?:\2\d{3})*)(?:[.,](\d+))?$/;
const DECIMAL_COMMA = /^[+-]?\d*,\d+(?:[eE][+-]?\d+)?$/;
const WITH_UNIT = /^(.*?\d)\s*([kmgt]i?)?(?:b|bytes?|packets?|pkts?)?$/i;

/**
 * A number as people and spreadsheets write it: `12`, `1.5e3`, `0x1f`, with a decimal comma; `undefined` for text
 * that is none.
 *
 * Of a comma or point before three digits only the field can tell what it means: see `parseAmount`.
 */
export function parseNumber(text: string, hasDecimalComma: boolean): number | undefined {
  const trimmed = text.trim();
  if (DECIMAL.test(trimmed) || HEXADECIMAL.test(trimmed)) {
    return Number(trimmed);
  }
  const isGrouped = GROUPED.test(trimmed) && !hasDecimalComma;
  if (DECIMAL_COMMA.test(trimmed) && !isGrouped) {
    return Number(trimmed.replace(',', '.'));
  }
  return parseGrouped(trimmed);
}

/**
 * A whole number of something, as people write it: `1,000`, `1.000`, `1 000`, `1.5 kB`, `2 MiB`; `undefined` for
 * text that is none.
 *
 * What is counted is whole, so a comma or point before three digits sets thousands apart, wherever the text is from.
 * `k` is 1000 and `Ki` 1024, whatever the case.
 */
export function parseAmount(text: string): number | undefined {
  const [, digits = '', unit = ''] = WITH_UNIT.exec(text.trim()) ?? [];
  if (unit === '') {
    return parseGrouped(digits) ?? parseNumber(digits, !digits.includes('.'));
  }
  const value = parseNumber(digits, !digits.includes('.'));
  return value === undefined ? undefined : Math.round(value * (AMOUNT_FACTORS[unit.toLowerCase()] ?? 1));
}

function parseGrouped(text: string): number | undefined {
  const [, whole, separator = '', fraction] = GROUPED.exec(text) ?? [];
  return whole === undefined
    ? undefined
    : Number(`${whole.replaceAll(separator, '')}${fraction === undefined ? '' : `.${fraction}`}`);
}
