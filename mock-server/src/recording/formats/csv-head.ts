import { readName } from '../../lib/csv/csv-cell.ts';
import type { Separator } from '../../lib/csv/csv-row.ts';
import { readRow, SEPARATORS } from '../../lib/csv/csv-row.ts';

/** Without one of these, a table is none of flow logs. */
const TIME_COLUMNS = ['TimeFlowEndMs', 'TimeFlowEnd', 'TimeReceived'];
/** What spreadsheets write and read before a table: what stands between its cells. */
const SAID_SEPARATOR = /^"?sep=(.|\\t)"?$/i;

/** How the rows of a table are read. */
export type CsvHead = { readonly columns: readonly string[]; readonly separator: Separator };

/** Whether a line says what stands between cells. It is none of the table. */
export function saysSeparator(line: string): boolean {
  return SAID_SEPARATOR.test(line);
}

/** The names of columns in a line, a time among them, and what stands between them; absent for any other line. */
export function readCsvHead(line: string): CsvHead | undefined {
  for (const separator of SEPARATORS) {
    const columns = (readRow(line, separator) ?? []).map((cell) => readName(cell).trim());
    if (columns.some((column) => TIME_COLUMNS.includes(column))) {
      return { columns, separator };
    }
  }
  return undefined;
}

/** Whether a text begins with the names of columns, a time among them. */
export function isCsvTable(text: string): boolean {
  return readCsvHead(headLine(text)) !== undefined;
}

/** Whether a text begins with what would be the names of columns if something else stood between them. */
export function hasUnknownSeparator(text: string): boolean {
  const line = headLine(text);
  return !/[{[]/.test(line) && TIME_COLUMNS.some((column) => line.includes(column)) && !isCsvTable(text);
}

function headLine(text: string): string {
  const [first = '', second = ''] = text.split(/\r?\n|\r/, 2);
  return saysSeparator(first) ? second : first;
}
