import type { CsvCell } from './csv-cell.ts';

/** What may stand between cells; spreadsheets write semicolons where a comma stands before fractions. */
export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** One cell: quoted, or without any quote in it. */
const CELL: Readonly<Record<Separator, RegExp>> = {
  ',': /"([^"]*(?:""[^"]*)*)"|[^",\r\n]*/y,
  ';': /"([^"]*(?:""[^"]*)*)"|[^";\r\n]*/y,
  '\t': /"([^"]*(?:""[^"]*)*)"|[^"\t\r\n]*/y,
  '|': /"([^"]*(?:""[^"]*)*)"|[^"|\r\n]*/y,
};

/** The cells of a row (RFC 4180), its line break taken away; `undefined` for what is no row. */
export function readRow(row: string, separator: Separator = ','): readonly CsvCell[] | undefined {
  const cells: CsvCell[] = [];
  const pattern = CELL[separator];
  for (let at = 0; ; at += 1) {
    pattern.lastIndex = at;
    const [whole = '', inQuotes] = pattern.exec(row) ?? [];
    const isQuoted = inQuotes !== undefined;
    cells.push({ text: isQuoted ? inQuotes.replaceAll('""', '"') : whole, isQuoted });
    at += whole.length;
    if (at === row.length) {
      return cells;
    }
    if (row[at] !== separator) {
      return undefined;
    }
  }
}
