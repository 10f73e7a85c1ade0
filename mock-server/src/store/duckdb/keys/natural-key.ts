/**
 * Text that orders as people order names: `pod-2` before `pod-10`, case ignored.
 *
 * A number in it is written with its length before it. Numbers of ten digits and more, which no one counts
 * with, order after all shorter ones, as text.
 */
export function naturalKey(text: string): string {
  return text.toLowerCase().replaceAll(/\d+/g, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, '');
    return number.length < 10 ? `${number.length}${number}` : `:${number}`;
  });
}
