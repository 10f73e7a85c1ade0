import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { flow, T0 } from '../../../test/flow-builder.ts';
import { RecordingFiles } from '../../../test/recording-files.ts';
import { readAll } from '../testing/read-content.ts';
import { Utf8Check } from './utf8-check.ts';

/** A line, and whether it is in UTF-8: the letters of the others are those of Latin-1. */
const anyLine = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => ({
    bytes: Buffer.from(text.replaceAll('\n', ' ')),
    isUtf8: true,
  })),
  fc.tuple(fc.string(), fc.constantFrom('ü', 'é', 'ß', 'ÿ')).map(([text, letter]) => ({
    bytes: Buffer.from(`${text.replaceAll('\n', ' ')}${letter}${text.length}${letter} `, 'latin1'),
    isUtf8: false,
  })),
);

describe('Utf8Check', () => {
  test('finds each line that is not UTF-8, wherever the bytes are cut', () => {
    const anyCut = fc.array(anyLine, { maxLength: 12 }).chain((lines) => {
      const bytes = Buffer.concat(lines.flatMap((line) => [line.bytes, Buffer.from('\n')]));
      return fc.record({
        lines: fc.constant(lines),
        bytes: fc.constant(bytes),
        cuts: fc.array(fc.nat(bytes.length), { maxLength: 10 }),
      });
    });
    fc.assert(
      fc.property(anyCut, ({ lines, bytes, cuts }) => {
        const check = new Utf8Check();
        let line = 1;
        const found: number[] = [];
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        for (let index = 1; index < at.length; index += 1) {
          const chunk = bytes.subarray(at[index - 1], at[index]);
          found.push(...check.check(chunk, line).map((one) => one.line));
          line += chunk.filter((byte) => byte === 0x0a).length;
        }
        found.push(...check.end(line).map((one) => one.line));
        expect(found).toEqual(lines.flatMap(({ isUtf8 }, index) => (isUtf8 ? [] : [index + 1])));
      }),
    );
  });

  test.each([
    ['{"SrcK8S_Name":"Zürich-1","DstK8S_Name":"a"}', 'Zürich-1'],
    ['a,Müller,b', 'Müller'],
    ['é ', 'é'],
  ])('shows the word in %s', (text, word) => {
    expect(new Utf8Check().check(Buffer.from(text, 'latin1'), 7)).toEqual([{ line: 7, word }]);
  });
});

describe('a file in Latin-1', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  const lines = [{}, { SrcK8S_Name: 'Zürich', DstK8S_Name: 'Genève' }, { SrcK8S_Name: 'Bern' }].map(
    (fields, index) =>
      flow({ ...fields, TimeFlowEndMs: T0 + 1000 * index, TimeFlowStartMs: T0 + 1000 * index }),
  );

  test.each([
    ['one a line', lines.map((one) => `${JSON.stringify(one)}\n`).join(''), 2],
    ['an array', JSON.stringify(lines), 1],
    ['CSV', 'SrcAddr,SrcK8S_Name,TimeFlowEndMs\n10.0.0.1,,1700000000000\n10.0.0.1,Zürich,1700000005000', 3],
  ])('is read, and told with what was replaced: %s', async (_name, text, line) => {
    const { records, facts } = await readAll([await files.write(Buffer.from(text, 'latin1'))]);
    expect(records[1]).toMatchObject({ SrcK8S_Name: 'Z\uFFFDrich' });
    expect(facts.leftOutCount).toBe(0);
    expect(facts.notes).toMatchObject([
      {
        code: 'characters-replaced',
        numbers: { records: 1, line },
        texts: { examples: `line ${line}: not UTF-8, as Latin-1 it says Zürich` },
      },
    ]);
  });

  test('is not told of one in UTF-8 or UTF-16', async () => {
    const text = lines.map((one) => `${JSON.stringify(one)}\n`).join('');
    for (const content of [Buffer.from(text), Buffer.from(text, 'utf16le')]) {
      const { records, facts } = await readAll([await files.write(content)]);
      expect(records).toEqual(lines);
      expect(facts.notes).toEqual([]);
    }
  });
});
