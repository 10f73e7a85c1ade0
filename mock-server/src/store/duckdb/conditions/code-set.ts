import { Sql, sql, list } from '../sql.ts';

/** Up to so many codes are compared one by one; for more, a bit for each code takes less time. */
const FEW = 8;

/** Holds where a column of codes has one of some codes; false or NULL elsewhere. */
export function isOneOf(value: Sql, codes: readonly number[]): Sql {
  if (codes.length === 0) {
    return sql`false`;
  }
  if (codes.length <= FEW) {
    return sql`(${value} in (${list(codes.map((code) => sql`${code}`))}))`;
  }
  const beyond = codes.reduce((most, code) => Math.max(most, code), 0) + 1;
  return sql`(get_bit(${bitsOf(codes, beyond)}, least(${value}, ${beyond})) = 1)`;
}

/** A literal, which DuckDB reads once; a parameter would be looked at for every row. Ends in a bit that is not set. */
function bitsOf(codes: readonly number[], beyond: number): Sql {
  const digits = Buffer.alloc(beyond + 1, '0');
  for (const code of codes) {
    digits.write('1', code, 'latin1');
  }
  return new Sql(`cast('${digits.toString('latin1')}' as bit)`, []);
}
