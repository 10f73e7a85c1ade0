import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { flow, T0 } from '../../../test/flow-builder.ts';
import { RecordingFiles } from '../../../test/recording-files.ts';
import { openRecording } from '../recording.ts';
import { readAll } from '../testing/read-content.ts';

const ROWS = 5000;
/** A column a field, in the types in which they fit. */
const FLOWS = `
  select '10.0.0.1' as SrcAddr, 40000::usmallint as SrcPort, '10.0.0.2' as DstAddr, 80::usmallint as DstPort,
    6::utinyint as Proto, 16::integer as Flags, range::ubigint as Bytes, 1::double as Packets,
    ${T0}::bigint as TimeFlowStartMs, (${T0} + range)::bigint as TimeFlowEndMs,
    case when range % 2 = 0 then ['eth0', 'br-ex'] end as Interfaces
  from range(${ROWS})`;

describe('tables in Parquet', () => {
  let files: RecordingFiles;
  let instance: DuckDBInstance;
  beforeAll(async () => {
    files = await RecordingFiles.create();
    instance = await DuckDBInstance.create();
  });
  afterAll(async () => {
    instance.closeSync();
    await files.remove();
  });

  const parquet = async (select: string, name = 'made.parquet') => {
    const path = join(files.directory, name);
    const connection = await instance.connect();
    await connection.run(`copy (${select}) to '${path}' (format parquet, row_group_size 2048)`);
    connection.closeSync();
    return path;
  };

  test('give a flow log a row, in order, without what is null', async () => {
    const { records, facts } = await readAll([await parquet(FLOWS)]);
    expect(facts.leftOutCount).toBe(0);
    expect(facts.notes).toEqual([]);
    expect(records).toEqual(
      Array.from({ length: ROWS }, (_, row) =>
        flow({
          Bytes: row,
          TimeFlowEndMs: T0 + row,
          ...(row % 2 === 0 ? { Interfaces: ['eth0', 'br-ex'] } : {}),
        }),
      ),
    );
  });

  test('are read from gzip, and from a name that is a pattern or a partition', async () => {
    const path = await parquet(FLOWS);
    const { records } = await readAll([path]);
    await mkdir(join(files.directory, 'SrcPort=7'));
    const odd = join(files.directory, 'SrcPort=7', "ma[d]e*'.parquet");
    await copyFile(path, odd);
    expect((await readAll([odd])).records).toEqual(records);
    const packed = await files.write(gzipSync(await readFile(path)));
    expect((await readAll([packed])).records).toEqual(records);
  });

  test('have instants in ms, marks and lists, and no bytes; what no number can hold is told', async () => {
    const path = await parquet(`
      select '10.0.0.1' as SrcAddr, epoch_ms(${T0}) as TimeFlowEndMs, true as Duplicate, 'x'::blob as Raw,
        {'a': 1, 'b': null} as Other, 'nan'::double as Bytes, 9007199254740993::bigint as Odd,
        'inf'::double as Endless`);
    const { records, facts } = await readAll([path]);
    expect(records).toEqual([
      {
        SrcAddr: '10.0.0.1',
        TimeFlowEndMs: T0,
        Duplicate: true,
        Other: { a: 1 },
        Odd: 9_007_199_254_740_992,
        Endless: 'Infinity',
      },
    ]);
    expect(facts.notes.map(({ code }) => code).sort()).toEqual(['counters-unknown', 'integers-rounded']);
  });

  test('without a time leave every row out, and say so', async () => {
    const path = await parquet(`select '10.0.0.1' as SrcAddr from range(3)`);
    const { records, facts } = await readAll([path]);
    expect(records).toEqual([]);
    expect(facts.leftOutOf).toEqual({ row: 3 });
  });

  test('that are cut off are refused with what is wrong', async () => {
    const whole = await readFile(await parquet(FLOWS));
    await expect(
      openRecording([await files.write(whole.subarray(0, whole.length - 100))]),
    ).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/file-\d+ is a table in Parquet that is damaged: .*file-/) as string,
    });
  });

  test('give the rows before damage', async () => {
    const whole = await readFile(await parquet(FLOWS));
    const damaged = Buffer.from(whole);
    damaged.fill(0xee, Math.floor(whole.length * 0.85), Math.floor(whole.length * 0.87));
    const { records, facts } = await readAll([await files.write(damaged)]);
    expect(records.length).toBeGreaterThan(0);
    expect(records.length).toBeLessThan(ROWS);
    expect(facts.leftOut).toMatchObject([
      {
        unit: 'row',
        line: records.length + 1,
        reason: `the table is damaged: lost from row ${records.length + 1} to row ${ROWS}`,
      },
    ]);
  });
});
