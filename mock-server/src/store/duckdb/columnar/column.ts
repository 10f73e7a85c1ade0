/**
 * How the values of a column are kept.
 *
 * `code`: text, as its number in the dictionary. `list`: a list, as the number of its JSON text. `count`: a whole
 * number. `text`: text as it is, for what hardly repeats.
 */
export type ColumnKind = 'code' | 'list' | 'number' | 'count' | 'boolean' | 'text';

/** A column of a table. */
export type Column = { readonly name: string; readonly kind: ColumnKind };

/** The types of SQL in which the kinds are kept. */
export const SQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  code: 'integer',
  list: 'integer',
  number: 'double',
  count: 'bigint',
  boolean: 'boolean',
  text: 'varchar',
};
