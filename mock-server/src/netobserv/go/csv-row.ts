const NEEDS_QUOTES = /^\s|[",\r\n]|^\\\.$/;

/** A row of CSV as Go's `encoding/csv` writes it, with its line break. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
