import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import initSqlJs from 'sql.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { RecordingFiles } from '../../../test/recording-files.ts';
import { openRecording } from '../recording.ts';
import { readAll } from '../testing/read-content.ts';

/** The columns that `oc netobserv flows` makes. */
const COLUMNS =
  'DnsErrno INTEGER, Dscp INTEGER, DstAddr TEXT, DstPort INTEGER, Interface TEXT, Proto INTEGER, SrcAddr TEXT, ' +
  'SrcPort INTEGER, Bytes INTEGER, Packets INTEGER, PktDropLatestDropCause TEXT, PktDropBytes INTEGER, ' +
  'PktDropPackets INTEGER, DnsId INTEGER, DnsFlagsResponseCode TEXT, DnsLatencyMs TIMESTAMP, TimeFlowRTTNs TIMESTAMP';
const INSERT =
  'INSERT INTO flow (DstAddr, DstPort, Proto, SrcAddr, SrcPort, Bytes, Packets, TimeFlowRTTNs) VALUES (?,?,?,?,?,?,?,?)';
const ROWS = 2000;

async function database(columns = COLUMNS, table = 'flow'): Promise<Uint8Array> {
  const sqlite = await initSqlJs();
  const made = new sqlite.Database();
  made.run(`CREATE TABLE ${table} (${columns})`);
  if (table === 'flow' && columns === COLUMNS) {
    made.run('BEGIN');
    for (let row = 0; row < ROWS; row += 1) {
      made.run(INSERT, ['10.0.0.2', 443, 6, '10.0.0.1', 40_000, row, 1, row === 0 ? null : 1_000_000]);
    }
    made.run('COMMIT');
  }
  const bytes = made.export();
  made.close();
  return bytes;
}

describe('databases of oc netobserv', () => {
  let files: RecordingFiles;
  let whole: Uint8Array;
  beforeAll(async () => {
    files = await RecordingFiles.create();
    whole = await database();
  });
  afterAll(() => files.remove());

  test.each([
    ['plain', (bytes: Uint8Array) => bytes],
    ['gzip', (bytes: Uint8Array) => gzipSync(bytes)],
  ])('give a flow a row, in order, without what is null (%s)', async (_name, pack) => {
    const { records, facts } = await readAll([await files.write(pack(whole))]);
    expect(records.map(({ Bytes }) => Bytes)).toEqual(Array.from({ length: ROWS }, (_, row) => row));
    expect(facts.leftOutCount).toBe(0);
    expect(records[0]).toEqual({
      DstAddr: '10.0.0.2',
      DstPort: 443,
      Proto: 6,
      SrcAddr: '10.0.0.1',
      SrcPort: 40_000,
      Bytes: 0,
      Packets: 1,
      TimeFlowStartMs: expect.any(Number) as number,
      TimeFlowEndMs: expect.any(Number) as number,
    });
    expect(records[1]).toMatchObject({ TimeFlowRttNs: 1_000_000 });
  });

  test('put all flows at the beginning of the capture, which the file is named for, and say so', async () => {
    const path = join(files.directory, '2024-05-06T070809Z.db');
    await writeFile(path, whole);
    const { facts } = await readAll([path]);
    const atMs = Date.UTC(2024, 4, 6, 7, 8, 9);
    expect(facts.span).toEqual({ firstMs: atMs, lastMs: atMs });
    expect(facts.notes).toMatchObject([
      { code: 'no-times', numbers: { atMs: Date.UTC(2024, 4, 6, 7, 8, 9) } },
    ]);
  });

  test('give times that are there as they are', async () => {
    const sqlite = await initSqlJs();
    const made = new sqlite.Database();
    made.run('CREATE TABLE flow (SrcAddr TEXT, TimeFlowEndMs INTEGER)');
    made.run('INSERT INTO flow VALUES (?, ?)', ['10.0.0.1', 1_700_000_000_000]);
    const { records, facts } = await readAll([await files.write(made.export())]);
    made.close();
    expect(records).toEqual([{ SrcAddr: '10.0.0.1', TimeFlowEndMs: 1_700_000_000_000 }]);
    expect(facts.notes).toEqual([]);
  });

  test('give the rows before damage, and tell of it', async () => {
    const path = await files.write(whole);
    const bytes = await readFile(path);
    bytes.fill(0xee, Math.floor(bytes.length * 0.75));
    await writeFile(path, bytes);
    const { records, facts } = await readAll([path]);
    expect(records.length).toBeGreaterThan(100);
    expect(records.length).toBeLessThan(ROWS);
    expect(facts.leftOut).toEqual([
      {
        path,
        unit: 'row',
        line: records.length + 1,
        reason: expect.stringContaining(`lost from row ${records.length + 1} to the end`) as string,
      },
    ]);
  });

  test('give the rows behind damage, too, and tell what lies between', async () => {
    const bytes = Buffer.from(whole);
    const page = bytes.readUInt16BE(16);
    const middle = page * Math.floor(bytes.length / page / 2);
    bytes.fill(0, middle, middle + page);
    const { records, facts } = await readAll([await files.write(bytes)]);
    expect(facts.leftOut).toHaveLength(1);
    const reason = facts.leftOut[0]?.reason ?? '';
    const line = facts.leftOut[0]?.line;
    const [, from = '', until = ''] = /lost from row (\d+) to row (\d+)/.exec(reason) ?? [];
    expect(Number(from)).toBe(line);
    const lost = Number(until) - Number(from) + 1;
    expect(lost).toBeGreaterThan(0);
    expect(records.length).toBe(ROWS - lost);
    expect(records.map(({ Bytes }) => Bytes)).toEqual(
      Array.from({ length: ROWS }, (_, row) => row).filter(
        (row) => row + 1 < Number(from) || row + 1 > Number(until),
      ),
    );
  });

  test('take no row that is not whole from a page of which only a part is there', async () => {
    const page = Buffer.from(whole).readUInt16BE(16);
    const { records, facts } = await readAll([await files.write(whole.subarray(0, whole.length - page / 2))]);
    expect(records.length).toBeLessThan(ROWS);
    expect(records.every(({ SrcAddr }) => SrcAddr === '10.0.0.1')).toBe(true);
    expect(facts.leftOutCount).toBe(1);
  });

  test('tell where an integer is more than can be held', async () => {
    const sqlite = await initSqlJs();
    const made = new sqlite.Database();
    made.run('CREATE TABLE flow (TimeFlowEndMs INTEGER, Bytes INTEGER)');
    made.run('INSERT INTO flow VALUES (1700000000000, 9007199254740993)');
    const { facts } = await readAll([await files.write(made.export())]);
    made.close();
    expect(facts.notes).toMatchObject([{ code: 'integers-rounded', numbers: { records: 1, line: 1 } }]);
  });

  test('give the rows before the end of a file that was cut off', async () => {
    const { records, facts } = await readAll([await files.write(whole.subarray(0, whole.length / 2))]);
    expect(records.length).toBeGreaterThan(100);
    expect(records.length).toBeLessThan(ROWS);
    expect(facts.leftOutCount).toBe(1);
  });

  test('are refused without a table of flows', async () => {
    const path = await files.write(await database('a INTEGER', 'other'));
    await expect(openRecording([path])).rejects.toMatchObject({
      code: 'unknown-format',
      message: expect.stringContaining('no such table: flow') as string,
    });
  });
});
