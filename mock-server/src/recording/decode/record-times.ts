import type { JsonValue, TrafficRecord } from '#model/flow.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { Oddity, OddityCode } from './oddity.ts';
import { stoodThere } from './oddity.ts';

/** Times outside of these are a mistake of whoever wrote them (a clock never set). */
export const EARLIEST_MS = Date.UTC(1990, 0, 1);
export const LATEST_MS = Date.UTC(2200, 0, 1);

/** From these sizes on, an instant of our time is in ms, µs or ns; below the first of them, in s. */
const FROM_MS = 1e11;
const FROM_US = 1e14;
const FROM_NS = 1e17;

const MS_FIELDS = ['TimeFlowStartMs', 'TimeFlowEndMs'] as const;
const SECOND_FIELDS = ['TimeReceived', 'TimeFlowStart', 'TimeFlowEnd'] as const;

/** A record cannot reach the pipeline so long after its end: one of the two times is a mistake. */
const LONGEST_DELIVERY_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * A record whose times are in the units that their names say: `…Ms` in ms, the others in s; and what was wrong.
 *
 * An instant in s, ms, µs or ns is told by its size. `TimeFlowEndMs`, without which a record can neither be tracked
 * nor found, is taken from `TimeFlowEnd` or else `TimeReceived` where it is missing, `TimeFlowStartMs` from
 * `TimeFlowStart`; a record without any is refused, and so is one that ends before 1990 or after 2200. A start that
 * cannot be (before 1990, after 2200, after the end) is told, and the record stands at its end; a receipt that
 * cannot be is told and taken out. A record that is right already is handed back itself. Numbers must be numbers
 * (see `withNumbers`).
 */
export function withTimes(record: TrafficRecord): Result<Timed, string> {
  if (isUsual(record)) {
    return ok({ record, oddities: NO_ODDITIES });
  }
  const { startMs, endMs, receivedMs, times } = timesOf(record);
  if (endMs === undefined) {
    return err('no TimeFlowEndMs, TimeFlowEnd or TimeReceived');
  }
  if (!isPlausible(endMs)) {
    return err(
      `its time ${JSON.stringify(firstTime(record))} is not a time of these days in s, ms, µs or ns`,
    );
  }
  const hasStart = isSaid(record['TimeFlowStartMs']) || isSaid(record['TimeFlowStart']);
  const isStartWrong = hasStart && !(startMs !== undefined && isPlausible(startMs) && startMs <= endMs);
  const isReceiptWrong =
    isSaid(record['TimeReceived']) && !(receivedMs !== undefined && isReceipt(receivedMs, endMs));
  return ok({
    record: {
      ...(isReceiptWrong ? without({ ...record, ...times }, 'TimeReceived') : { ...record, ...times }),
      ...(hasStart ? { TimeFlowStartMs: isStartWrong ? endMs : (startMs ?? endMs) } : {}),
      TimeFlowEndMs: endMs,
    },
    oddities: [
      ...(isStartWrong ? [oddity('start-unknown', record, ['TimeFlowStartMs', 'TimeFlowStart'])] : []),
      ...(isReceiptWrong ? [oddity('receipt-unknown', record, ['TimeReceived'])] : []),
    ],
  });
}

/** A record, and what was wrong with its times. */
type Timed = { readonly record: TrafficRecord; readonly oddities: readonly Oddity[] };

const NO_ODDITIES: readonly Oddity[] = [];

/** What the fields with instants say in ms, and their values in the units of their names. */
function timesOf(record: TrafficRecord) {
  const times: Record<string, JsonValue> = {};
  for (const field of MS_FIELDS) {
    const ms = instantMs(record[field]);
    if (ms !== undefined) {
      times[field] = ms;
    }
  }
  for (const field of SECOND_FIELDS) {
    const ms = instantMs(record[field]);
    if (ms !== undefined) {
      times[field] = Math.floor(ms / 1000);
    }
  }
  const receivedMs = instantMs(record['TimeReceived']);
  return {
    startMs: instantMs(record['TimeFlowStartMs']) ?? instantMs(record['TimeFlowStart']),
    endMs: instantMs(record['TimeFlowEndMs']) ?? instantMs(record['TimeFlowEnd']) ?? receivedMs,
    receivedMs,
    times,
  };
}

function without(record: TrafficRecord, field: string): TrafficRecord {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));
}

function isSaid(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isReceipt(receivedMs: number, endMs: number): boolean {
  return isPlausible(receivedMs) && receivedMs - endMs <= LONGEST_DELIVERY_MS;
}

function oddity(code: OddityCode, record: TrafficRecord, fields: readonly string[]): Oddity {
  const field = fields.find((name) => isSaid(record[name])) ?? '';
  return { code, detail: stoodThere(field, record[field]) };
}

/** What flowlogs-pipeline writes; the comparisons tell the unit too. */
function isUsual(record: TrafficRecord): boolean {
  const endMs = record['TimeFlowEndMs'];
  const startMs = record['TimeFlowStartMs'];
  const receivedS = record['TimeReceived'];
  return (
    typeof endMs === 'number' &&
    isPlausible(endMs) &&
    (startMs === undefined || (typeof startMs === 'number' && isPlausible(startMs) && startMs <= endMs)) &&
    (receivedS === undefined || (typeof receivedS === 'number' && isReceipt(receivedS * 1000, endMs))) &&
    record['TimeFlowStart'] === undefined &&
    record['TimeFlowEnd'] === undefined
  );
}

function isPlausible(ms: number): boolean {
  return ms >= EARLIEST_MS && ms < LATEST_MS;
}

/** Text counts too: instants in ns are too large for `withNumbers`. */
function instantMs(field: JsonValue | undefined): number | undefined {
  const value = typeof field === 'string' && /^\d+$/.test(field) ? Number(field) : field;
  if (typeof value !== 'number' || value <= 0) {
    return undefined;
  }
  if (value < FROM_MS) {
    return Math.round(value * 1000);
  }
  if (value < FROM_US) {
    return value;
  }
  return Math.floor(value < FROM_NS ? value / 1e3 : value / 1e6);
}

function firstTime(record: TrafficRecord): JsonValue | undefined {
  return record['TimeFlowEndMs'] ?? record['TimeFlowEnd'] ?? record['TimeReceived'];
}
