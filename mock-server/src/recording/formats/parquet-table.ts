import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';

import type { TrafficRecord } from '#model/flow.ts';

import type { Intake } from '../decode/intake.ts';
import { isRounded } from '../decode/json-text.ts';
import type { InputFile } from '../input/input-file.ts';
import { messageOf, RecordingError } from '../recording-error.ts';
import type { Format } from './format.ts';
import { columnValue } from './parquet-value.ts';

/** How Parquet begins and ends. */
export const PARQUET_MAGIC = 'PAR1';
const ROWS = 'select * from read_parquet($1, hive_partitioning = false)';
const COUNT = 'select sum(num_rows) from parquet_file_metadata($1)';
/** One part after the other and not far ahead, so that what stands before damage is read. */
const SETTINGS = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  threads: '1',
};
const READ_AHEAD = '64KB';

/**
 * A table of flow logs in Apache Parquet, a column a field: `oc netobserv flows --format=parquet`, and what DuckDB,
 * Spark or pandas write.
 *
 * DuckDB reads it, some rows at a time, and may open no other file. What is null is absent, as are columns of bytes;
 * timestamps become ms since the epoch. Integers that a double cannot hold are rounded, and told.
 */
export const PARQUET_TABLE: Format = {
  name: 'a table in Parquet',
  order: 'nearly-sorted',
  unit: 'row',
  isDecodedOnce: true,
  async *read(file, intake) {
    const directory = await mkdtemp(join(tmpdir(), 'parquet-'));
    try {
      yield* readTable(await plainFile(file, directory), file, intake);
    } finally {
      await rm(directory, { recursive: true });
    }
    return undefined;
  },
};

/** Where the file is as it is, or unpacked. */
async function plainFile(file: InputFile, directory: string): Promise<string> {
  const source = await open(file.path);
  try {
    const { buffer } = await source.read(Buffer.alloc(PARQUET_MAGIC.length), 0, PARQUET_MAGIC.length, 0);
    if (buffer.toString('latin1') === PARQUET_MAGIC) {
      return resolve(file.path);
    }
  } finally {
    await source.close();
  }
  const path = join(directory, 'table.parquet');
  await pipeline(file.bytes().chunks(), createWriteStream(path));
  return path;
}

async function* readTable(
  path: string,
  file: InputFile,
  intake: Intake,
): AsyncGenerator<readonly TrafficRecord[], void> {
  const instance = await DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  try {
    await allowOnly(connection, path);
    const declared = await rowsDeclared(connection, path);
    let rows = 0;
    for await (const some of (await connection.stream(ROWS, [path])).yieldRowObjectJs()) {
      for (const row of some) {
        rows += 1;
        addRow(row, rows, intake);
      }
      yield intake.take();
    }
    // Damage behind the first rows is no error to DuckDB's stream: it ends.
    if (rows < declared) {
      intake.leaveOut(rows + 1, `the table is damaged: lost from row ${rows + 1} to row ${declared}`);
      yield intake.take();
    }
  } catch (error) {
    const reason = messageOf(error).replaceAll(path, file.label);
    throw new RecordingError('unreadable', `${file.label} is a table in Parquet that is damaged: ${reason}`, {
      cause: error,
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function allowOnly(connection: DuckDBConnection, path: string): Promise<void> {
  await connection.run(`set allowed_paths = ['${path.replaceAll("'", "''")}']`);
  await connection.run('set enable_external_access = false');
  await connection.run(`set streaming_buffer_size = '${READ_AHEAD}'`);
}

/** How many rows the table has by what it says of itself. */
async function rowsDeclared(connection: DuckDBConnection, path: string): Promise<number> {
  const answer = await connection.runAndReadAll(COUNT, [path]);
  return Number(answer.getRows()[0]?.[0]);
}

function addRow(row: Readonly<Record<string, unknown>>, number: number, intake: Intake): void {
  const fields = Object.entries(row).flatMap(([column, value]) => {
    const read = columnValue(value);
    return read === undefined ? [] : [[column, read] as const];
  });
  intake.add(Object.fromEntries(fields), number);
  intake.noteOddities(
    Object.entries(row).flatMap(([column, value]) =>
      typeof value === 'bigint' && isRounded(String(value)) && !column.startsWith('Time')
        ? [{ code: 'integers-rounded' as const, detail: `${column} is ${String(value)}` }]
        : [],
    ),
    number,
  );
}
