import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { flow, T0 } from '../../../test/flow-builder.ts';
import { RecordingFiles } from '../../../test/recording-files.ts';
import { readAll } from '../testing/read-content.ts';

const FLOWS: readonly TrafficRecord[] = [1, 2, 3].map((index) =>
  flow({ Bytes: index, TimeFlowEndMs: T0 + index }),
);
const [A = '', B = '', C = ''] = FLOWS.map((one) => JSON.stringify(one));
const HEAD = 'SrcAddr,Bytes,TimeFlowEndMs';
const [a, b] = [`10.0.0.1,1,${T0 + 1}`, `10.0.0.1,2,${T0 + 2}`];

describe('an export', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  async function read(text: string) {
    const { records, facts } = await readAll([await files.write(text)]);
    return {
      bytes: records.map(({ Bytes }) => Bytes),
      leftOut: facts.leftOut.map(({ line, reason }) => `${line}: ${reason}`),
      notes: facts.notes.map(({ text }) => text),
      records,
    };
  }

  const TRUNCATED = /^an export that stopped at its limit of 3 records: more matched$/;
  const document = (end: string) => `{"query":{"filters":"a\\"}"},\n"records":[\n${A},\n${B},\n${C}\n${end}`;

  test.each<[string, string, RegExp | undefined]>([
    ['JSON lines', `${A}\n${B}\n${C}\n{"_export":{"query":{},"count":3,"isTruncated":false}}\n`, undefined],
    [
      'cut JSON lines',
      `${A}\n${B}\n${C}\n{"_export":{"query":{},"count":3,"isTruncated":true}}\n`,
      TRUNCATED,
    ],
    ['gathered JSON lines', `[${A},${B},${C},{"_export":{"count":3,"isTruncated":true}}]`, TRUNCATED],
    ['a document', document('],\n"count":3,"isTruncated":false}\n'), undefined],
    ['a cut document', document('],\n"count":3,"isTruncated":true}'), TRUNCATED],
    ['a document that broke off', document(''), /^an export that was cut off: its end is missing$/],
    [
      'a pretty-printed document',
      JSON.stringify(JSON.parse(document('],"count":3,"isTruncated":false}')), undefined, 4),
      undefined,
    ],
    ['CSV', `${HEAD}\n${a}\n${b}\n,3,${T0 + 3}\n# query from=x\n# complete: 3 records\n`, undefined],
    [
      'cut CSV',
      `${HEAD}\n${a}\n${b}\n,3,${T0 + 3}\n# query \n# truncated at 3 records: more match\n`,
      TRUNCATED,
    ],
    [
      'CSV of elsewhere',
      `\uFEFF"SrcAddr","Bytes","TimeFlowEndMs"\r\n${a}\r\n${b}\r\n"x","3","${T0 + 3}"`,
      undefined,
    ],
  ])('is read from %s, and its end is no record', async (_name, text, note) => {
    const { bytes, leftOut, notes } = await read(text);
    expect(bytes).toEqual([1, 2, 3]);
    expect(leftOut).toEqual([]);
    expect(notes).toEqual(note === undefined ? [] : [expect.stringMatching(note)]);
  });

  test('without any record is one without records', async () => {
    const { bytes, leftOut } = await read(
      '{"query":{},\n"records":[\n\n],\n"count":0,"isTruncated":false}\n',
    );
    expect([bytes, leftOut]).toEqual([[], []]);
  });

  test.each<[string, string, readonly number[], readonly RegExp[]]>([
    ['a row of more cells', `${HEAD}\n${a},x\n${b}\n`, [2], [/^2: .*4 cells under 3 columns$/]],
    ['a row that was cut', `${HEAD}\n${a}\n10.0`, [1], [/^3: .*1 cells under 3 columns$/]],
    ['a quote that nobody closes', `${HEAD}\n"x,1,2\n${a}\n${b}\n`, [1, 2], [/^2: cut off/]],
    ['a quote in a bare cell', `${HEAD}\nx"y",1,2\n${a}\n`, [1], [/^2: not a row of CSV/]],
    ['a row without a time', `${HEAD}\n${a}\nx,1,\n`, [1], [/^3: no TimeFlowEndMs/]],
    ['a comment that is no end', `${HEAD}\n${a}\n# mine\n`, [1], [/^3: .*1 cells/]],
  ])('in CSV with %s is told of, and the other rows are read', async (_name, text, expected, told) => {
    const { bytes, leftOut } = await read(text);
    expect(bytes).toEqual(expected);
    expect(leftOut).toEqual(told.map((reason) => expect.stringMatching(reason) as unknown));
  });

  test('in CSV holds lines, commas and quotes, however the bytes are cut', async () => {
    const name = 'two\nlines, and "quotes" — 🦊'.repeat(5000);
    const rows = Array.from(
      { length: 5 },
      (_, index) => `"${name.replaceAll('"', '""')}",${index},${T0 + index}`,
    );
    const { bytes, records } = await read(`${HEAD}\n${rows.join('\n')}\n`);
    expect(bytes).toEqual([0, 1, 2, 3, 4]);
    expect(records.every(({ SrcAddr }) => SrcAddr === name)).toBe(true);
  });

  test('in CSV with a row of more than 1 MiB is read without it', async () => {
    const { bytes, leftOut } = await read(
      `${HEAD}\n${'x'.repeat(1_100_000)},1,2\n${a}\n"${`${'y'.repeat(999)}\n`.repeat(1500)}`,
    );
    expect(bytes).toEqual([1]);
    expect(leftOut[0]).toBe('2: longer than 1048576 bytes');
  });
});
