import type { TrafficRecord } from '#model/flow.ts';

import { arrivalMs } from '../arrival.ts';
import { RecordingError } from '../recording-error.ts';
import type { Tally } from '../tally.ts';
import { OrderBuffer } from './order-buffer.ts';
import { compareByArrival } from './record-order.ts';

/** A record may stand so many records too late in a file. */
const WINDOW_RECORDS = 10_000;
/** So many can be turned around in memory. */
const MOST_COLLECTED = 300_000;

type Batches = AsyncGenerator<readonly TrafficRecord[], undefined>;

/** How the records of a file stand in it, as far as its format tells. */
export type FileOrder = 'nearly-sorted' | 'unsorted';

/**
 * The records of one file in the order of their arrival.
 *
 * A file that is nearly in order streams through a window of 10 000 records; what comes later than that is handed
 * on late and counted in the tally. One that is `unsorted`, or that begins newest first, is held and sorted, and is
 * refused with a `RecordingError` when it has more than 300 000 records.
 */
export async function* oldestFirst(
  batches: Batches,
  file: { readonly path: string; readonly order: FileOrder },
  tally: Tally,
): Batches {
  try {
    const head = await takeRecords(batches, WINDOW_RECORDS);
    if (file.order === 'unsorted' || (head.length >= WINDOW_RECORDS && isNewestFirst(head))) {
      yield await collect(head, batches, file.path);
      return undefined;
    }
    const buffer = new OrderBuffer(WINDOW_RECORDS, compareByArrival);
    yield buffer.push(head);
    for await (const records of batches) {
      yield buffer.push(records);
    }
    yield buffer.flush();
    tally.countLate(buffer.late);
  } finally {
    await batches.return(undefined);
  }
  return undefined;
}

async function takeRecords(batches: Batches, count: number): Promise<TrafficRecord[]> {
  const records: TrafficRecord[] = [];
  while (records.length < count) {
    const step = await batches.next();
    if (step.done === true) {
      break;
    }
    for (const record of step.value) {
      records.push(record);
    }
  }
  return records;
}

async function collect(
  records: TrafficRecord[],
  rest: Batches,
  path: string,
): Promise<readonly TrafficRecord[]> {
  for await (const batch of rest) {
    for (const record of batch) {
      records.push(record);
    }
    if (records.length > MOST_COLLECTED) {
      throw new RecordingError(
        'too-large',
        `${path} is not in order of time, oldest first, and has more than ${MOST_COLLECTED} records: ` +
          'too many to sort in memory. Turn a file of lines around with tac, or fetch it with logcli --forward',
      );
    }
  }
  return records.sort(compareByArrival);
}

/** Whether it goes back more often than forward, and ends before it began. */
function isNewestFirst(records: readonly TrafficRecord[]): boolean {
  const times = records.map(arrivalMs);
  let steps = 0;
  for (let index = 1; index < times.length; index += 1) {
    steps += Math.sign((times[index] ?? 0) - (times[index - 1] ?? 0));
  }
  return steps < 0 && (times.at(-1) ?? 0) < (times[0] ?? 0);
}
