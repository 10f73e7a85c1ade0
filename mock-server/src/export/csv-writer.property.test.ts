import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';
import { anyRecord } from '#model/testing/arbitrary-records.ts';

import { csvWriter } from './csv-writer.ts';

/** RFC 4180 character by character: rows of cells, each ended by LF or CRLF. Throws on anything else. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at);
    const lineBreak = /^(?:,|\r?\n)/.exec(text.slice(end, end + 2))?.[0];
    if (lineBreak === undefined) {
      throw new Error(`${JSON.stringify(text.slice(end, end + 9))} where a cell ends`);
    }
    row.push(cell);
    if (lineBreak !== ',') {
      rows.push(row);
      row = [];
    }
    at = end + lineBreak.length;
  }
  return rows;
}

function quotedCell(text: string, start: number) {
  let cell = '';
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '"' && text[at + 1] !== '"') {
      return { cell, end: at + 1 };
    }
    at += text[at] === '"' ? 1 : 0;
    cell += text[at] ?? '';
  }
  throw new Error('open quotes');
}

function bareCell(text: string, start: number) {
  const length = text.slice(start).search(/[",\r\n]/);
  return { cell: text.slice(start, start + length), end: start + length };
}

function written(columns: readonly string[], records: readonly TrafficRecord[]): string {
  const writer = csvWriter(columns, { filters: 'SrcK8S_Name="a,b"', from: '2023-11-14T22:13:20.000Z' });
  return writer.head() + writer.items(records) + writer.end({ count: records.length, isTruncated: false });
}

describe('csvWriter', () => {
  test('writes what a strict reader gets the cells of all records back from', () => {
    fc.assert(
      fc.property(fc.array(anyRecord), (records) => {
        const columns = ['TimeFlowEndMs', ...new Set(records.flatMap((record) => Object.keys(record)))];
        const [head, ...rows] = parseCsv(written(columns, records));
        expect(head).toEqual(columns);
        expect(rows.splice(-2)).toEqual([
          [expect.stringMatching(/^# query /)],
          [expect.stringMatching(/^# c/)],
        ]);
        expect(rows).toEqual(records.map((record) => columns.map((column) => expectedCell(record[column]))));
      }),
    );
  });

  test('has all columns of any record, those of Object.prototype left alone', () => {
    expect(written(['constructor', 'SrcPort'], [{ SrcPort: 1 }])).toMatch(/^constructor,SrcPort\n,1\n/);
  });

  test('has a row for each record, also when its only cell is empty', () => {
    expect(written(['SrcPort'], [{}, { SrcPort: 1 }])).toMatch(/^SrcPort\n""\n1\n# query /);
  });

  test('says at its end what was asked for, in one cell, and whether it is all', () => {
    expect(written(['SrcPort'], [])).toBe(
      'SrcPort\n# query filters=SrcK8S_Name=%22a%2Cb%22&from=2023-11-14T22:13:20.000Z\n# complete: 0 records\n',
    );
    expect(csvWriter([], {}).end({ count: 7, isTruncated: true })).toBe(
      '# query \n# truncated at 7 records: more match\n',
    );
  });
});

/** A cell's text in the most direct way; lists and objects in any way that holds their items. */
function expectedCell(value: TrafficRecord[string]): unknown {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'object' ? expect.any(String) : String(value);
}
