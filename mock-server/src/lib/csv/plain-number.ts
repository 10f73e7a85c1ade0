/**
 * A finite number in plain decimal digits, never with an exponent: 1708000000000, 0.0000001.
 *
 * Reading the text back gives the same number.
 */
export function printPlain(value: number): string {
  const text = String(value);
  const e = text.indexOf('e');
  return e === -1 ? text : printWithout(text.slice(0, e), Number(text.slice(e + 1)));
}

function printWithout(digits: string, exponent: number): string {
  const sign = digits.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  return exponent < 0
    ? `${sign}0.${'0'.repeat(-exponent - 1)}${whole}${fraction}`
    : `${sign}${whole}${fraction}${'0'.repeat(exponent - fraction.length)}`;
}
