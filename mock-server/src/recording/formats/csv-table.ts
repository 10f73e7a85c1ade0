import { readCell, readName } from '../../lib/csv/csv-cell.ts';
import { readRow } from '../../lib/csv/csv-row.ts';
import { readCsvEnd } from '../../lib/export-end.ts';
import type { Intake } from '../decode/intake.ts';
import { CsvSplitter } from '../scan/csv-splitter.ts';
import type { Format } from './format.ts';
import { readSplit } from './read-split.ts';

/** Without one of these, a table is none of flow logs. */
const TIME_COLUMNS = ['TimeFlowEndMs', 'TimeFlowEnd', 'TimeReceived'];

/** Whether text begins with the names of columns, a time among them. */
export function isCsvTable(head: string): boolean {
  const [first = ''] = head.split(/\r?\n/, 1);
  return (readRow(first) ?? []).some((cell) => TIME_COLUMNS.includes(readName(cell)));
}

/**
 * Flow logs as CSV, a column a field: what `/api/loki/export?format=csv` writes, here and in NetObserv's backend.
 *
 * The two lines at the end of our exports are no rows.
 */
export const CSV_TABLE: Format = {
  name: 'a table in CSV',
  order: 'nearly-sorted',
  unit: 'line',
  isDecodedOnce: false,
  read: (file, intake) => {
    let columns: readonly string[] | undefined;
    const splitter = new CsvSplitter({
      row: (text, line) => {
        if (columns === undefined) {
          columns = (readRow(text) ?? []).map(readName);
        } else {
          addRow({ text, line, columns }, intake);
        }
      },
      broken: (line, reason) => {
        intake.leaveOut(line, reason);
      },
    });
    return readSplit(file, intake, splitter);
  },
};

type Row = { readonly text: string; readonly line: number; readonly columns: readonly string[] };

function addRow({ text, line, columns }: Row, intake: Intake): void {
  const end = text.startsWith('#') ? readCsvEnd(text) : undefined;
  if (end !== undefined) {
    if (end !== 'query') {
      intake.endExport(end);
    }
    return;
  }
  const cells = readRow(text);
  if (cells?.length !== columns.length) {
    intake.leaveOut(
      line,
      cells === undefined
        ? 'not a row of CSV: a quote in a cell that is not in quotes'
        : `not a row of this table: ${cells.length} cells under ${columns.length} columns`,
    );
    return;
  }
  const values = cells.map(
    (cell, index) => [columns[index] ?? '', readCell(cell, columns[index] ?? '')] as const,
  );
  intake.add(Object.fromEntries(values.filter(([, value]) => value !== undefined)), line);
}
