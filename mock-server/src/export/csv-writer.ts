import { fieldSpec } from '#model/fields/registry.ts';
import type { TrafficRecord } from '#model/flow.ts';

import { printCell, printName } from '../lib/csv/csv-cell.ts';
import { printCsvEnd } from '../lib/export-end.ts';
import { fieldReader } from './field-reader.ts';
import type { FileWriter } from './file-writer.ts';
import type { QueryFacts } from './query-facts.ts';
import { printQueryFacts } from './query-facts.ts';

/**
 * Records as CSV (RFC 4180, but for LF, which NetObserv's backend writes): a column a field, its name on top.
 *
 * Behind the records stand two lines that begin with `#`, as no other does: what was asked for, and whether the
 * file is complete.
 */
export function csvWriter(columns: readonly string[], facts: QueryFacts): FileWriter<TrafficRecord> {
  const fields = columns.map((name) => ({
    read: fieldReader(name),
    type: fieldSpec(name)?.type,
  }));
  // A line with nothing on it would be no row at all.
  const nothing = columns.length === 1 ? '""' : '';
  return {
    head: () => `${columns.map(printName).join(',')}\n`,
    items: (records) => {
      let text = '';
      for (const record of records) {
        let row = '';
        for (const { read, type } of fields) {
          const value = read(record);
          row += value === undefined ? ',' : `,${printCell(value, type)}`;
        }
        text += `${row === ',' ? nothing : row.slice(1)}\n`;
      }
      return text;
    },
    end: (outcome) => `# query ${printQueryFacts(facts)}\n${printCsvEnd(outcome)}\n`,
  };
}
