import type { TrafficRecord } from '#model/flow.ts';

import { arrivalMs } from '../arrival.ts';

type Batches = AsyncGenerator<readonly TrafficRecord[], undefined>;

/** One file while it is merged: its records that were read and not yet handed on. */
type Reading = {
  readonly batches: Batches;
  records: readonly TrafficRecord[];
  index: number;
  nextMs: number;
};

/** How many are merged before they are handed on. */
const BATCH_RECORDS = 500;

/** The records of several files, each in the order of arrival, as one; of as old ones, the earlier file's first. */
export async function* mergeByArrival(files: readonly Batches[]): Batches {
  const readings = files.map((batches): Reading => ({ batches, records: [], index: 0, nextMs: 0 }));
  try {
    await Promise.all(readings.map(load));
    let open = readings.filter(hasNext);
    let merged: TrafficRecord[] = [];
    while (open.length > 0) {
      const oldest = open.reduce((one, other) => (other.nextMs < one.nextMs ? other : one));
      const record = oldest.records[oldest.index];
      if (record !== undefined) {
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
  } finally {
    await Promise.all(files.map((batches) => batches.return(undefined)));
  }
  return undefined;
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
  const record = reading.records[reading.index];
  reading.nextMs = record === undefined ? Infinity : arrivalMs(record);
}
