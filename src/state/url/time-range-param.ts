import type { TimeRange } from '#model/time-range.ts';
import { DEFAULT_TIME_RANGE } from '#model/time-range.ts';
import type { Decoded, RawValues, UrlParam } from './url-param.ts';
import { refused, understood } from './url-param.ts';

/** The last second of the year 9999: what is larger was meant as milliseconds. */
const MAX_SECONDS = 253_402_300_799;

/** `timeRange` in seconds, or `startTime` and `endTime` in seconds since the epoch. `timeRange` wins. */
export const timeRangeParam: UrlParam<TimeRange> = {
  keys: ['timeRange', 'startTime', 'endTime'],
  decode(raw) {
    const { timeRange } = raw;
    if (timeRange === undefined) {
      return decodeAbsolute(raw);
    }
    const seconds = wholeSeconds(timeRange);
    return seconds === undefined || seconds === 0
      ? refused(DEFAULT_TIME_RANGE, { key: 'timeRange', raw: timeRange, code: 'not-seconds' })
      : understood({ kind: 'relative', seconds });
  },
  encode(range) {
    return range.kind === 'relative'
      ? { timeRange: String(range.seconds), startTime: undefined, endTime: undefined }
      : { timeRange: undefined, startTime: String(range.startS), endTime: String(range.endS) };
  },
};

function decodeAbsolute({ startTime, endTime }: RawValues): Decoded<TimeRange> {
  if (startTime === undefined && endTime === undefined) {
    return understood(DEFAULT_TIME_RANGE);
  }
  if (startTime === undefined || endTime === undefined) {
    const [key, raw] = startTime === undefined ? ['endTime', endTime ?? ''] : ['startTime', startTime];
    return refused(DEFAULT_TIME_RANGE, { key, raw, code: 'time-incomplete' });
  }
  const startS = wholeSeconds(startTime);
  const endS = wholeSeconds(endTime);
  if (startS === undefined || endS === undefined) {
    const [key, raw] = startS === undefined ? ['startTime', startTime] : ['endTime', endTime];
    return refused(DEFAULT_TIME_RANGE, { key, raw, code: 'not-seconds' });
  }
  if (endS < startS) {
    return refused(DEFAULT_TIME_RANGE, { key: 'endTime', raw: endTime, code: 'time-backwards' });
  }
  return understood({ kind: 'absolute', startS, endS });
}

function wholeSeconds(text: string): number | undefined {
  const seconds = Number(text);
  return /^\d+$/.test(text) && seconds <= MAX_SECONDS ? seconds : undefined;
}
