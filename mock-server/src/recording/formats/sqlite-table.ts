import initSqlJs from 'sql.js';
import type { Database, SqlValue, Statement } from 'sql.js';

import type { TrafficRecord } from '#model/flow.ts';

import type { Intake } from '../decode/intake.ts';
import type { InputFile } from '../input/input-file.ts';
import { messageOf, RecordingError } from '../recording-error.ts';
import type { Format } from './format.ts';

const MOST_BYTES = 1024 * 1024 * 1024;
const HEADER_BYTES = 100;
const BATCH_ROWS = 500;
/** The table and one of its columns are not called as the fields are. */
const ROWS = 'SELECT * FROM flow ORDER BY rowid';
const FIELD_OF_COLUMN: Readonly<Record<string, string>> = { TimeFlowRTTNs: 'TimeFlowRttNs' };
const TIME_FIELDS = ['TimeFlowEndMs', 'TimeFlowEnd', 'TimeReceived'];
/** `oc netobserv` names its files for the instant at which the capture began, without the colons. */
const CAPTURE_BEGAN = /(\d{4}-\d\d-\d\dT\d\d):?(\d\d):?(\d\d)Z/;

/**
 * The table `flow` of the database (SQLite) that `oc netobserv flows` leaves behind, a row a flow log.
 *
 * The table has few columns and none with a time, so all rows get the one that is known: the beginning of the
 * capture, which is in the file's name, or else the last change of the file. The notes say so. Whatever columns
 * the table has are fields; those that are null are absent. The whole file is held in memory while it is decoded.
 */
export const SQLITE_TABLE: Format = {
  name: 'a database of oc netobserv',
  order: 'nearly-sorted',
  unit: 'row',
  isDecodedOnce: true,
  async *read(file, intake) {
    const content = await contentOf(file, intake);
    const sqlite = await initSqlJs();
    const database = new sqlite.Database(content);
    try {
      yield* readRows(openTable(database, file.label), file, intake);
    } finally {
      database.close();
    }
    return undefined;
  },
};

async function contentOf(file: InputFile, intake: Intake): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  const bytes = file.bytes();
  for await (const chunk of bytes.chunks()) {
    parts.push(chunk);
    length += chunk.length;
    if (length > MOST_BYTES) {
      throw new RecordingError(
        'too-large',
        `${file.label} is a database of more than ${MOST_BYTES} bytes, which is too much to hold in memory: ` +
          'open the .json or .txt file of the same capture',
      );
    }
  }
  if (bytes.endsEarly !== undefined) {
    intake.leaveOut(1, bytes.endsEarly);
  }
  return withLostPages(Buffer.concat(parts));
}

/**
 * A database as long as its header says (SQLite's file format, 1.3): one that was cut off is not opened otherwise.
 * Pages without content are damage, which is met when the rows on them are read.
 */
function withLostPages(content: Buffer): Buffer {
  if (content.length < HEADER_BYTES) {
    return content;
  }
  const pageBytes = content.readUInt16BE(16);
  const declared = (pageBytes === 1 ? 65_536 : pageBytes) * content.readUInt32BE(28);
  return content.length < declared && declared <= MOST_BYTES
    ? Buffer.concat([content, Buffer.alloc(declared - content.length)])
    : content;
}

function openTable(database: Database, label: string): Statement {
  try {
    return database.prepare(ROWS);
  } catch (error) {
    throw new RecordingError(
      'unknown-format',
      `${label} is no database of oc netobserv with a readable table "flow": ${messageOf(error)}`,
      { cause: error },
    );
  }
}

function* readRows(
  rows: Statement,
  file: InputFile,
  intake: Intake,
): Generator<readonly TrafficRecord[], void> {
  const columns = rows.getColumnNames().map((column) => FIELD_OF_COLUMN[column] ?? column);
  const hasTimes = TIME_FIELDS.some((field) => columns.includes(field));
  const times = hasTimes ? {} : timesOf(file, intake);
  let row = 1;
  try {
    for (; rows.step(); row += 1) {
      intake.add({ ...times, ...fieldsOf(columns, rows.get()) }, row);
      if (row % BATCH_ROWS === 0) {
        yield intake.take();
      }
    }
  } catch (error) {
    intake.leaveOut(row, `the database is damaged from row ${row} on: ${messageOf(error)}`);
  } finally {
    rows.free();
  }
  yield intake.take();
}

function timesOf(file: InputFile, intake: Intake): TrafficRecord {
  const [, hour = '', minute = '', second = ''] = CAPTURE_BEGAN.exec(file.label) ?? [];
  const beganMs = Date.parse(`${hour}:${minute}:${second}Z`);
  const isNamed = !Number.isNaN(beganMs);
  const ms = isNamed ? beganMs : file.changedMs;
  intake.remark({
    code: 'no-times',
    text:
      `no times: all flows are put at ${new Date(ms).toISOString()}, ` +
      (isNamed ? 'when the capture began by the name of the file' : 'when the file was changed last'),
    numbers: { atMs: ms },
  });
  return { TimeFlowStartMs: ms, TimeFlowEndMs: ms };
}

function fieldsOf(columns: readonly string[], values: readonly SqlValue[]): TrafficRecord {
  return Object.fromEntries(
    columns.flatMap((column, index) => {
      const value = values[index] ?? null;
      return value === null || value instanceof Uint8Array ? [] : [[column, value] as const];
    }),
  );
}
