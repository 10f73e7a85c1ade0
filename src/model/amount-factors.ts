/** What an amount is multiplied by for a prefix of its unit, in lower case: decimal, and powers of 1024 with an `i`. */
export const AMOUNT_FACTORS: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
  ti: 2 ** 40,
};
