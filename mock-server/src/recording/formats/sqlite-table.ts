import initSqlJs from 'sql.js';
import type { Database, SqlValue, Statement } from 'sql.js';

import type { TrafficRecord } from '#model/flow.ts';

import type { Intake } from '../decode/intake.ts';
import type { InputFile } from '../input/input-file.ts';
import { isRounded } from '../decode/json-text.ts';
import { messageOf, RecordingError } from '../recording-error.ts';
import type { Format } from './format.ts';
import { tellTrailing } from './read-split.ts';

const MOST_BYTES = 1024 * 1024 * 1024;
const HEADER_BYTES = 100;
const BATCH_ROWS = 500;
/** The table and one of its columns are not called as the fields are. */
const FORWARDS = 'SELECT rowid, * FROM flow ORDER BY rowid';
const BACKWARDS = `${FORWARDS} DESC`;
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
    const database = new sqlite.Database(content.bytes);
    try {
      yield* readRows({ database, file, intake, isCutInPage: content.isCutInPage });
    } finally {
      database.close();
    }
    return undefined;
  },
};

async function contentOf(file: InputFile, intake: Intake): Promise<ReturnType<typeof withLostPages>> {
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
  tellTrailing(bytes, intake);
  if (bytes.endsEarly !== undefined) {
    intake.leaveOut(1, bytes.endsEarly);
  }
  return withLostPages(Buffer.concat(parts));
}

/**
 * A database as long as its header says (SQLite's file format, 1.3): one that was cut off is not opened otherwise.
 *
 * Pages without content are damage, which is met when the rows on them are read. Rows stand at the end of their page,
 * the first one last, so that of a page that was cut the later ones are there.
 */
function withLostPages(content: Buffer): { readonly bytes: Buffer; readonly isCutInPage: boolean } {
  if (content.length < HEADER_BYTES) {
    return { bytes: content, isCutInPage: false };
  }
  const declaredBytes = content.readUInt16BE(16);
  const pageBytes = declaredBytes === 1 ? 65_536 : declaredBytes;
  const declared = pageBytes * content.readUInt32BE(28);
  return content.length < declared && declared <= MOST_BYTES
    ? {
        bytes: Buffer.concat([content, Buffer.alloc(declared - content.length)]),
        isCutInPage: content.length % pageBytes !== 0,
      }
    : { bytes: content, isCutInPage: false };
}

/** The rows of the table from its first or from its last one on. */
type Direction = 'forwards' | 'backwards';

function openTable(database: Database, direction: Direction): Statement {
  return database.prepare(direction === 'forwards' ? FORWARDS : BACKWARDS);
}

function openFirst(database: Database, label: string): Statement {
  try {
    return openTable(database, 'forwards');
  } catch (error) {
    throw new RecordingError(
      'unknown-format',
      `${label} is no database of oc netobserv with a readable table "flow": ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/** What was read of a table before its end or damage. */
type Reached = { readonly rows: number; readonly lastId: number; readonly damage: string | undefined };

/**
 * Reads the table from its first row on, and, where it is damaged, from its last row back to the damage: what lies
 * between is lost, and told.
 */
function* readRows({
  database,
  file,
  intake,
  isCutInPage,
}: {
  readonly database: Database;
  readonly file: InputFile;
  readonly intake: Intake;
  readonly isCutInPage: boolean;
}): Generator<readonly TrafficRecord[], void> {
  const rows = openFirst(database, file.label);
  const [, ...names] = rows.getColumnNames();
  const columns = names.map((column) => FIELD_OF_COLUMN[column] ?? column);
  const hasTimes = TIME_FIELDS.some((field) => columns.includes(field));
  const times = hasTimes ? {} : timesOf(file, intake);
  const take = (id: number, values: readonly SqlValue[]) => {
    addRow({ id, columns, values, times }, intake);
  };
  const reached = yield* readStatement(rows, { afterId: -Infinity, isForwards: true, take, intake });
  if (reached.damage === undefined) {
    return;
  }
  const behind: (readonly [number, readonly SqlValue[]])[] = [];
  const back = yield* readStatement(openTable(database, 'backwards'), {
    afterId: reached.lastId,
    isForwards: false,
    take: (id, values) => behind.push([id, values]),
    intake,
  });
  // Of the row at which a page was cut, a part is missing.
  const cut = isCutInPage ? behind.pop() : undefined;
  for (const [id, values] of behind.reverse()) {
    take(id, values);
  }
  const from = reached.rows === 0 ? 1 : reached.lastId + 1;
  const until = back.rows === 0 ? 'the end' : `row ${cut === undefined ? back.lastId - 1 : cut[0]}`;
  intake.leaveOut(from, `the database is damaged: lost from row ${from} to ${until} (${reached.damage})`);
  yield intake.take();
}

type RowReading = {
  /** Rows count from here on: those up to it are known. */
  readonly afterId: number;
  readonly isForwards: boolean;
  readonly take: (id: number, values: readonly SqlValue[]) => void;
  readonly intake: Intake;
};

function* readStatement(
  statement: Statement,
  { afterId, isForwards, take, intake }: RowReading,
): Generator<readonly TrafficRecord[], Reached> {
  let [rows, lastId] = [0, isForwards ? afterId : Infinity];
  try {
    while (statement.step()) {
      const [id, ...values] = statement.get(null, { useBigInt: true });
      const rowId = Number(id);
      if (isForwards ? rowId <= lastId : rowId >= lastId) {
        return { rows, lastId, damage: 'rows that are not in order' };
      }
      if (!isForwards && rowId <= afterId) {
        break;
      }
      take(rowId, values);
      [rows, lastId] = [rows + 1, rowId];
      if (rows % BATCH_ROWS === 0) {
        yield intake.take();
      }
    }
    return { rows, lastId, damage: undefined };
  } catch (error) {
    return { rows, lastId, damage: messageOf(error) };
  } finally {
    statement.free();
    yield intake.take();
  }
}

type Row = {
  readonly id: number;
  readonly columns: readonly string[];
  readonly values: readonly SqlValue[];
  readonly times: TrafficRecord;
};

function addRow({ id, columns, values, times }: Row, intake: Intake): void {
  const fields = fieldsOf(columns, values);
  if (Object.keys(fields).length === 0) {
    intake.leaveOut(id, 'a row of nothing');
    return;
  }
  intake.add({ ...times, ...fields }, id);
  intake.noteOddities(
    values.flatMap((value, index) =>
      typeof value === 'bigint' && isRounded(String(value))
        ? [{ code: 'integers-rounded' as const, detail: `${columns[index] ?? ''} is ${String(value)}` }]
        : [],
    ),
    id,
  );
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
      if (value === null || value instanceof Uint8Array) {
        return [];
      }
      return [[column, typeof value === 'bigint' ? Number(value) : value] as const];
    }),
  );
}
