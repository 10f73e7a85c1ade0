import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { flow, T0 } from '../../../test/flow-builder.ts';
import { RecordingFiles } from '../../../test/recording-files.ts';
import { readAll } from '../testing/read-content.ts';
import { scanJson } from '../scan/json-scan.ts';

const [A, B, C] = [1, 2, 3].map((index) => JSON.stringify(flow({ Bytes: index, TimeFlowEndMs: T0 + index })));
const a = String(A);
const b = String(B);
const c = String(C);

describe('JSON objects', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  test.each<[string, string, readonly number[], readonly [number, RegExp][]]>([
    ['an array on several lines', `[\n${a},\n${b}\n]\n`, [1, 2], []],
    ['an array with a byte order mark', `\uFEFF[${a},${b}]`, [1, 2], []],
    ['objects with commas before them', `${a}\n,${b}\n,${c}`, [1, 2, 3], []],
    ['objects on one line', `${a}${b} ${c}`, [1, 2, 3], []],
    ['an array that was cut off', `[${a},\n${b},\n${c.slice(0, 30)}`, [1, 2], [[3, /cut off/]]],
    ['an object that was cut off before others', `[${a.slice(0, 30)}\n${b},\n${c}]`, [2, 3], [[1, /./]]],
    [
      'an object that lost its end',
      `${a},\n${b.slice(0, -1)},\n${c},\n`,
      [1, 3],
      [[2, /another record begins/]],
    ],
    ['an object within a text that lost its quote', `{"x":"y\n${b},\n${c},`, [2, 3], [[1, /line break/]]],
    ['an object that was cut off in an escape', `{"x":"}{\\\n${b},\n${c},`, [2, 3], [[1, /line break/]]],
    [
      'an object that was cut off before a value',
      `{"x":{"y":\n${b},\n${c},`,
      [2, 3],
      [[1, /another record/]],
    ],
    ['an object that is no JSON', `[${a},\n{"x":oops},\n${c}]`, [1, 3], [[2, /not JSON/]]],
    ['brackets that do not match', `[${a},\n{"x":[1}},\n${c}]`, [1, 3], [[2, /brackets/]]],
    [
      'things that are no objects',
      `[${a},\n"x", 5, null,\n${c}]`,
      [1, 3],
      [[2, /not a JSON object: "x", 5, null/]],
    ],
    ['garbage in between', `${a},\n\n#!§ garbage\n${c},`, [1, 3], [[3, /not a JSON object: #!§ garbage/]]],
    ['objects that are no flows', `[${a},{"Bytes":5},${c}]`, [1, 3], [[1, /no TimeFlowEndMs/]]],
  ])('are read from %s', async (_name, text, bytes, told) => {
    const { records, facts } = await readAll([await files.write(text)]);
    expect(records.map(({ Bytes }) => Bytes)).toEqual(bytes);
    expect(facts.leftOut.map(({ line, reason }) => [line, reason])).toEqual(
      told.map(([line, reason]) => [line, expect.stringMatching(reason) as unknown]),
    );
  });

  test('of more than 1 MiB are left out', async () => {
    const long = `{"x":"${'y'.repeat(3 * 1024 * 1024)}"}`;
    const { records, facts } = await readAll([await files.write(`[${a},${long},${c}]`)]);
    expect(records).toHaveLength(2);
    expect(facts.leftOut).toMatchObject([{ line: 1, reason: 'longer than 1048576 bytes' }]);
  });
});

describe('scanJson', () => {
  test.each([
    ['{}', { kind: 'whole', end: 2 }],
    ['{"a":[{"b":"}\\""},[[]]]} ,', { kind: 'whole', end: 24 }],
    ['[{},{}]x', { kind: 'whole', end: 7 }],
    ['{"a', { kind: 'unfinished' }],
    ['{"a":{', { kind: 'unfinished' }],
    ['{"a":1,{"b":2}}', { kind: 'broken', at: 7 }],
    ['{"a":1]', { kind: 'broken', at: 6 }],
    ['{"a\n":1}', { kind: 'broken', at: 3 }],
    ['{"a":'.repeat(70), { kind: 'broken' }],
  ])('looks at %s', (text, found) => {
    expect(scanJson(Buffer.from(text), 0)).toMatchObject(found);
  });
});
