/**
 * A finite number in plain decimal digits, never with an exponent: 1708000000000, 0.0000001.
 *
 * Reading the text back gives the same number.
 */
export function printPlain(value: number): string {
  const text = String(value);
  const [digits = '', exponentText] = text.split('e');
  if (exponentText === undefined) {
    return text;
  }
  const exponent = Number(exponentText);
  const sign = digits.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  return exponent < 0
    ? `${sign}0.${'0'.repeat(-exponent - 1)}${whole}${fraction}`
    : `${sign}${whole}${fraction}${'0'.repeat(exponent - fraction.length)}`;
}
