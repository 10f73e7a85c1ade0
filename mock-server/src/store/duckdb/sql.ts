import type { DuckDBValue } from '@duckdb/node-api';

/** A piece of SQL with the values of its parameters, in their order. */
export class Sql {
  readonly text: string;
  readonly values: readonly DuckDBValue[];

  constructor(text: string, values: readonly DuckDBValue[]) {
    this.text = text;
    this.values = values;
  }
}

/**
 * Builds SQL: every interpolated value becomes a parameter, every interpolated `Sql` a part of the text.
 *
 * The only way in which text becomes SQL is a literal in our source, or `column`, which quotes.
 */
export function sql(strings: readonly string[], ...parts: readonly (Sql | DuckDBValue)[]): Sql {
  let text = strings[0] ?? '';
  const values: DuckDBValue[] = [];
  for (const [index, part] of parts.entries()) {
    if (part instanceof Sql) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[index + 1] ?? '';
  }
  return new Sql(text, values);
}

/** The name of a column or table, quoted. */
export function column(name: string): Sql {
  return new Sql(`"${name.replaceAll('"', '""')}"`, []);
}

/** A list of pieces, as in `select a, b` or `values (?, ?)`. */
export function list(pieces: readonly Sql[]): Sql {
  return joined(pieces, ', ');
}

/** True when all pieces are; true for none. */
export function and(pieces: readonly Sql[]): Sql {
  return pieces.length === 0 ? sql`true` : sql`(${joined(pieces, ' and ')})`;
}

/** True when any piece is; false for none. */
export function or(pieces: readonly Sql[]): Sql {
  return pieces.length === 0 ? sql`false` : sql`(${joined(pieces, ' or ')})`;
}

function joined(pieces: readonly Sql[], separator: string): Sql {
  return new Sql(
    pieces.map(({ text }) => text).join(separator),
    pieces.flatMap(({ values }) => values),
  );
}
