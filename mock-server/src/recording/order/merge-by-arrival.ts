import type { TrafficRecord } from '#model/flow.ts';

import type { Tally } from '../tally.ts';
import { compareByArrival, receivedMs } from './record-order.ts';
import { Repeats } from './repeats.ts';

type Batches = AsyncGenerator<readonly TrafficRecord[], undefined>;

/** One file while it is merged: its records that were read and not yet handed on. */
type Reading = {
  readonly file: number;
  readonly batches: Batches;
  records: readonly TrafficRecord[];
  index: number;
  next: TrafficRecord | undefined;
};

/** How many are merged before they are handed on. */
const BATCH_RECORDS = 500;

/**
 * The records of several files, each in the order of arrival, as one; of as old ones, the earlier file's first.
 *
 * What several files hold counts once: see `Repeats`.
 */
export async function* mergeByArrival(files: readonly Batches[], tally: Tally): Batches {
  const readings = files.map((batches, file): Reading => ({
    file,
    batches,
    records: [],
    index: 0,
    next: undefined,
  }));
  const repeats = new Repeats();
  try {
    await Promise.all(readings.map(load));
    let open = readings.filter(hasNext);
    let merged: TrafficRecord[] = [];
    while (open.length > 0) {
      const oldest = open.reduce((one, other) => (isBefore(other, one) ? other : one));
      const record = oldest.records[oldest.index];
      const nextMs = atMs(oldest);
      const mayRepeat =
        repeats.isComparing(nextMs) || open.some((other) => other !== oldest && atMs(other) === nextMs);
      if (record !== undefined && !(mayRepeat && repeats.isRepeat(record, nextMs, oldest.file))) {
        merged.push(record);
      }
      oldest.index += 1;
      if (hasNext(oldest)) {
        noteNext(oldest);
      } else {
        await load(oldest);
        open = open.filter(hasNext);
      }
      if (merged.length === BATCH_RECORDS) {
        yield merged;
        merged = [];
      }
    }
    yield merged;
    tellRepeats(repeats.count, tally);
  } finally {
    await Promise.all(files.map((batches) => batches.return(undefined)));
  }
  return undefined;
}

function tellRepeats(records: number, tally: Tally): void {
  if (records > 0) {
    const text = `${records} record${records === 1 ? ' is' : 's are'} in two files or more, and count once`;
    tally.remark({ code: 'same-records', text, numbers: { records } });
  }
}

function hasNext({ records, index }: Reading): boolean {
  return index < records.length;
}

async function load(reading: Reading): Promise<void> {
  let step = await reading.batches.next();
  while (step.done !== true && step.value.length === 0) {
    step = await reading.batches.next();
  }
  reading.records = step.done === true ? [] : step.value;
  reading.index = 0;
  noteNext(reading);
}

function noteNext(reading: Reading): void {
  reading.next = reading.records[reading.index];
}

function isBefore({ next: one }: Reading, { next: other }: Reading): boolean {
  return one !== undefined && (other === undefined || compareByArrival(one, other) < 0);
}

/** When the pipeline got the next record of a file. */
function atMs({ next }: Reading): number {
  return next === undefined ? Infinity : receivedMs(next);
}
