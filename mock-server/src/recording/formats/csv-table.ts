import type { CsvCell } from '../../lib/csv/csv-cell.ts';
import { readCell } from '../../lib/csv/csv-cell.ts';
import { readRow } from '../../lib/csv/csv-row.ts';
import { readCsvEnd } from '../../lib/export-end.ts';
import type { Intake } from '../decode/intake.ts';
import { isRounded } from '../decode/json-text.ts';
import type { Oddity } from '../decode/oddity.ts';
import { CsvSplitter } from '../scan/csv-splitter.ts';
import type { CsvHead } from './csv-head.ts';
import { readCsvHead, saysSeparator } from './csv-head.ts';
import type { Format } from './format.ts';
import { readSplit } from './read-split.ts';

/**
 * A number as a spreadsheet shortens it: `1.79E+12` is anything from 1 785 000 000 000 to 1 794 999 999 999. Go
 * writes as many digits as the number has, and a small `e`.
 */
const SHORTENED = /^\d(?:[.,]\d{1,8})?E\+\d+$/;
const LONG_INTEGER = /^-?\d{16,}$/;

/**
 * Flow logs as CSV, a column a field: what `/api/loki/export?format=csv` writes, here and in NetObserv's backend,
 * and what a spreadsheet makes of it (`;`, tabs, `sep=`, decimal commas).
 *
 * The two lines at the end of our exports are no rows, and neither are rows of nothing.
 */
export const CSV_TABLE: Format = {
  name: 'a table in CSV',
  order: 'nearly-sorted',
  unit: 'line',
  isDecodedOnce: false,
  read: (file, intake) => {
    let head: CsvHead | undefined;
    const splitter = new CsvSplitter({
      row: (text, line) => {
        if (head !== undefined) {
          addRow({ text, line, head }, intake);
        } else if (!saysSeparator(text)) {
          head = readCsvHead(text) ?? { columns: [], separator: ',' };
          if (head.separator === ';') {
            intake.useDecimalComma();
          }
        }
      },
      broken: (line, reason) => {
        intake.leaveOut(line, reason);
      },
    });
    return readSplit(file, intake, splitter);
  },
};

type Row = { readonly text: string; readonly line: number; readonly head: CsvHead };

function addRow({ text, line, head: { columns, separator } }: Row, intake: Intake): void {
  const end = text.startsWith('#') ? readCsvEnd(text) : undefined;
  if (end !== undefined) {
    if (end !== 'query') {
      intake.endExport(end);
    }
    return;
  }
  const cells = readRow(text, separator);
  if (cells === undefined || cells.length < columns.length || cells.slice(columns.length).some(isSet)) {
    intake.leaveOut(
      line,
      cells === undefined
        ? 'not a row of CSV: a quote in a cell that is not in quotes'
        : `not a row of this table: ${cells.length} cells under ${columns.length} columns`,
    );
    return;
  }
  if (cells.every((cell) => !isSet(cell))) {
    return;
  }
  const values = columns.flatMap((column, index) => {
    const cell = cells[index];
    const value = cell === undefined || column === '' ? undefined : readCell(cell, column);
    return value === undefined ? [] : [[column, value] as const];
  });
  intake.add(Object.fromEntries(values), line);
  intake.noteOddities(odditiesOf(cells, columns), line);
}

function isSet({ text, isQuoted }: CsvCell): boolean {
  return isQuoted || text !== '';
}

/** What was lost of numbers before they came here, or is lost when they are read. */
function odditiesOf(cells: readonly CsvCell[], columns: readonly string[]): readonly Oddity[] {
  return cells.flatMap(({ text }, index): readonly Oddity[] => {
    const column = columns[index] ?? '';
    const detail = `${column} is ${text}`;
    if (column.startsWith('Time')) {
      return SHORTENED.test(text) ? [{ code: 'times-rounded', detail }] : [];
    }
    return LONG_INTEGER.test(text) && isRounded(text) ? [{ code: 'integers-rounded', detail }] : [];
  });
}
