import type { TrafficRecord } from '#model/flow.ts';
import type { Slice } from '#model/reading/slice.ts';
import { recordKey } from '../../api/record-key.ts';
import type { ReadOptions, Stretch } from './read-back.ts';
import { readBack } from './read-back.ts';
import type { ReadingStop } from './reading-end.ts';
import type { Wanted } from './slice-source.ts';

/** One part of what is read, as far as it was read. */
type Progress = {
  readonly stretches: AsyncGenerator<Stretch, undefined>;
  backToMs: number;
  isDone: boolean;
  stop: ReadingStop | undefined;
};

/**
 * Reads several parts of a slice at once, from the newest back: a record that is in two of them comes once.
 *
 * From `backToMs` on all parts were read; what some of them hold before that comes along.
 */
export async function* readParts(
  parts: readonly Wanted[],
  slice: Slice,
  options: ReadOptions,
): AsyncGenerator<Stretch, undefined> {
  if (parts.length === 1 && parts[0] !== undefined) {
    return yield* readBack(parts[0], slice, options);
  }
  const beginMs = slice.startS * 1000;
  const known = new Set<string>();
  const progress = parts.map((part): Progress => ({
    stretches: readBack(part, slice, options),
    backToMs: Number.POSITIVE_INFINITY,
    isDone: false,
    stop: undefined,
  }));
  try {
    for (;;) {
      const behindMs = Math.max(beginMs, ...progress.map(({ backToMs }) => backToMs));
      const behind = progress.filter(({ isDone, backToMs }) => !isDone && backToMs >= behindMs);
      if (behind.length === 0) {
        return;
      }
      const read = await Promise.all(behind.map(readOn));
      const backToMs = Math.max(beginMs, ...progress.map((part) => part.backToMs));
      const stop = progress.find((part) => part.stop !== undefined && part.backToMs >= backToMs)?.stop;
      yield { records: newTo(known, read.flat()), backToMs, stop };
      if (stop !== undefined) {
        return;
      }
    }
  } finally {
    await Promise.all(progress.map(({ stretches }) => stretches.return(undefined)));
  }

  async function readOn(part: Progress): Promise<readonly TrafficRecord[]> {
    const { done, value } = await part.stretches.next();
    if (done === true) {
      part.isDone = true;
      part.backToMs = part.stop === undefined ? beginMs : part.backToMs;
      return [];
    }
    part.backToMs = value.backToMs;
    part.stop = value.stop;
    return value.records;
  }
}

/** Records that did not come before. */
function newTo(known: Set<string>, records: readonly TrafficRecord[]): readonly TrafficRecord[] {
  return records.filter((record) => {
    const key = recordKey(record);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}
