import type { CsvCell } from './csv-cell.ts';

/** One cell: quoted, or without any quote in it. */
const CELL = /"([^"]*(?:""[^"]*)*)"|[^",\r\n]*/y;

/** The cells of a row (RFC 4180), its line break taken away; `undefined` for what is no row. */
export function readRow(row: string): readonly CsvCell[] | undefined {
  const cells: CsvCell[] = [];
  for (let at = 0; ; at += 1) {
    CELL.lastIndex = at;
    const [whole = '', inQuotes] = CELL.exec(row) ?? [];
    const isQuoted = inQuotes !== undefined;
    cells.push({ text: isQuoted ? inQuotes.replaceAll('""', '"') : whole, isQuoted });
    at += whole.length;
    if (at === row.length) {
      return cells;
    }
    if (row[at] !== ',') {
      return undefined;
    }
  }
}
