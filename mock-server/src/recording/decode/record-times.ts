import type { JsonValue, TrafficRecord } from '#model/flow.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

/** Times outside of these are a mistake of whoever wrote them (a clock never set). */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

/** From these sizes on, an instant of our time is in ms, µs or ns; below the first of them, in s. */
const FROM_MS = 1e11;
const FROM_US = 1e14;
const FROM_NS = 1e17;

const MS_FIELDS = ['TimeFlowStartMs', 'TimeFlowEndMs'] as const;
const SECOND_FIELDS = ['TimeReceived', 'TimeFlowStart', 'TimeFlowEnd'] as const;

/**
 * A record whose times are in the units that their names say: `…Ms` in ms, the others in s.
 *
 * An instant in s, ms, µs or ns is told by its size. `TimeFlowEndMs`, without which a record can neither be tracked
 * nor found, is taken from `TimeFlowEnd` or else `TimeReceived` where it is missing, `TimeFlowStartMs` from
 * `TimeFlowStart`; a record without any is refused, and so is one that ends before 1990 or after 2200. A record
 * that is right already is handed back itself. Numbers must be numbers (see `withNumbers`).
 */
export function withTimes(record: TrafficRecord): Result<TrafficRecord, string> {
  if (isUsual(record)) {
    return ok(record);
  }
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
  const startMs = times['TimeFlowStartMs'] ?? instantMs(record['TimeFlowStart']);
  const endMs =
    times['TimeFlowEndMs'] ?? instantMs(record['TimeFlowEnd']) ?? instantMs(record['TimeReceived']);
  if (typeof endMs !== 'number') {
    return err('no TimeFlowEndMs, TimeFlowEnd or TimeReceived');
  }
  if (!isPlausible(endMs)) {
    return err(
      `its time ${JSON.stringify(firstTime(record))} is not a time of these days in s, ms, µs or ns`,
    );
  }
  return ok({
    ...record,
    ...times,
    ...(startMs === undefined ? {} : { TimeFlowStartMs: startMs }),
    TimeFlowEndMs: endMs,
  });
}

/** What flowlogs-pipeline writes; the comparisons tell the unit too. */
function isUsual(record: TrafficRecord): boolean {
  const endMs = record['TimeFlowEndMs'];
  const startMs = record['TimeFlowStartMs'];
  const receivedS = record['TimeReceived'];
  return (
    typeof endMs === 'number' &&
    isPlausible(endMs) &&
    (startMs === undefined || (typeof startMs === 'number' && isPlausible(startMs))) &&
    (receivedS === undefined || (typeof receivedS === 'number' && isPlausible(receivedS * 1000))) &&
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
