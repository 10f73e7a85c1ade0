/** The cells of a CSV file (RFC 4180), without the lines at its end that begin with `#`. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/y;
  for (let at = 0; at < text.length && !text.startsWith('#', at); at = cell.lastIndex) {
    cell.lastIndex = at;
    const [, quoted, bare = '', end] = cell.exec(text) ?? [];
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === '\n') {
      rows.push([]);
    }
  }
  return rows.filter((row) => row.length > 0);
}
