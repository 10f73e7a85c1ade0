import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import { parseDuration } from '../go/duration.ts';
import { parseInteger } from '../go/integer.ts';
import type { PacketLoss, RecordTypeAsked } from '../grammar/log-query-of.ts';
import { PACKET_LOSSES, RECORD_TYPES_ASKED } from '../grammar/log-query-of.ts';
import type { MetricFunction } from '../grammar/metric-query-of.ts';
import { METRIC_FUNCTIONS } from '../grammar/metric-query-of.ts';

/** The parameters of a request, each with its first value. An empty one counts as absent. */
export type Parameters = ReadonlyMap<string, string>;

/** The value of a parameter, '' without one. */
export function parameter(parameters: Parameters, name: string): string {
  return parameters.get(name) ?? '';
}

/** The start that Loki is asked for, in seconds; '' where there is none. `startTime` wins over `timeRange`. */
export function readStart(parameters: Parameters, nowMs: number): Result<string, string> {
  const start = parameter(parameters, 'startTime');
  const timeRange = parameter(parameters, 'timeRange');
  if (start !== '') {
    const seconds = integer(start, 'start time');
    return seconds.ok ? ok(start) : seconds;
  }
  if (timeRange === '') {
    return ok('');
  }
  const seconds = integer(timeRange, 'time range');
  return seconds.ok ? ok(String(Math.floor(nowMs / 1000 - Number(seconds.value)))) : seconds;
}

/** The end that Loki is asked for, in seconds: one more than what is asked, which is included; '' where there is none. */
export function readEnd(parameters: Parameters): Result<string, string> {
  const end = parameter(parameters, 'endTime');
  if (end === '') {
    return ok('');
  }
  const seconds = integer(end, 'end time');
  return seconds.ok ? ok(String(seconds.value + 1n)) : seconds;
}

/** How many are wanted at most, as it came; '' where that is left to Loki. */
export function readLimit(parameters: Parameters): Result<string, string> {
  const limit = parameter(parameters, 'limit');
  const parsed = limit === '' ? ok(0n) : integer(limit, 'limit');
  return parsed.ok ? ok(limit) : parsed;
}

export function readRecordType(parameters: Parameters): Result<RecordTypeAsked, string> {
  return oneOf(RECORD_TYPES_ASKED, parameter(parameters, 'recordType') || 'flowLog', 'record type');
}

export function readPacketLoss(parameters: Parameters): Result<PacketLoss, string> {
  return oneOf(PACKET_LOSSES, parameter(parameters, 'packetLoss') || 'all', 'packet loss');
}

export function readFunction(parameters: Parameters): Result<MetricFunction, string> {
  return oneOf(METRIC_FUNCTIONS, parameter(parameters, 'function') || 'rate', 'metric function');
}

/** A word of a closed set, or the backend's words for another one. */
export function oneOf<T extends string>(words: readonly T[], text: string, what: string): Result<T, string> {
  const word = words.find((known) => known === text);
  return word === undefined ? err(`invalid ${what}: ${text}`) : ok(word);
}

/** A duration as it came, if Go can read it; what holds where there is none. */
export function readDuration(text: string, initial: string, what: string): Result<string, string> {
  const parsed = text === '' ? ok(0) : parseDuration(text);
  return parsed.ok ? ok(text || initial) : err(`invalid ${what} ${text}: ${parsed.error}`);
}

function integer(text: string, what: string): Result<bigint, string> {
  const parsed = parseInteger(text);
  return parsed.ok ? parsed : err(`Could not parse ${what}: ${parsed.error}`);
}
