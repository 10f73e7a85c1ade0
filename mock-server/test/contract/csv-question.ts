import type { JsonValue, TrafficRecord } from '#model/flow.ts';

import { readCsv } from './csv.ts';
import type { Asker, Question } from './questions.ts';
import { commonQuery } from './random-query.ts';

/** How text begins that a spreadsheet would take for a formula. */
const FORMULA = /^'+[=+\-@\t\r\n＝＋－＠]/;

export function askCsv({ dice, pool, oracle }: Asker): Question {
  const columns = dice.isLucky(0.4) ? [...new Set(dice.some(4, [...pool.fields, 'NoSuchField']))] : undefined;
  const query = [
    'format=csv',
    ...commonQuery(dice, pool),
    `limit=${dice.oneOf([20, 200])}`,
    ...(columns === undefined ? [] : [`columns=${encodeURIComponent(columns.join(','))}`]),
  ].join('&');
  const search = new URLSearchParams(query);
  const expected = oracle.exported(search);
  search.delete('limit');
  const all = oracle.exported(search);
  return {
    url: `/api/loki/export?${query}`,
    isEmpty: expected.length === 0,
    disagreement: ({ text }) => {
      const [head = [], ...rows] = text.startsWith('\n#') ? [] : readCsv(text);
      const fields = columns ?? [...new Set(all.flatMap(fieldsOf))];
      if (columns === undefined ? !isSameSet(head, fields) : head.join() !== columns.join()) {
        return `its columns are ${head.join()} instead of ${fields.join()}`;
      }
      if (rows.length !== expected.length) {
        return `${rows.length} rows instead of ${expected.length}`;
      }
      return rows.flatMap((row, index) => wrongCell(row, head, expected[index] ?? {}))[0] ?? endOf(text);
    },
  };

  function endOf(text: string): string | undefined {
    const end = text.trimEnd().split('\n').at(-1) ?? '';
    const isTruncated = all.length > expected.length;
    return end.startsWith(isTruncated ? '# truncated at' : '# complete:') ? undefined : `it ends with ${end}`;
  }
}

function fieldsOf(record: TrafficRecord): readonly string[] {
  return Object.keys(record).filter((field) => record[field] !== undefined && record[field] !== null);
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && new Set([...left, ...right]).size === left.length;
}

function wrongCell(
  row: readonly string[],
  head: readonly string[],
  record: TrafficRecord,
): readonly string[] {
  if (row.length !== head.length) {
    return [`a row has ${row.length} cells: ${row.join()}`];
  }
  return head.flatMap((field, place) => {
    const cell = row[place] ?? '';
    return isCellOf(FORMULA.test(cell) ? cell.slice(1) : cell, record[field])
      ? []
      : [`${field} is ${cell} instead of ${JSON.stringify(record[field])}`];
  });
}

/** Numbers plain, nothing for what is not set, lists with commas or as JSON. */
function isCellOf(cell: string, value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) {
    return cell === '';
  }
  if (typeof value === 'object') {
    return cell === JSON.stringify(value) || (Array.isArray(value) && cell === value.join());
  }
  return cell === String(value);
}
