import type { Readable } from 'node:stream';

import type { TrafficRecord } from '#model/flow.ts';

import type { RecordingFacts } from '../tally.ts';
import { openRecording } from '../recording.ts';
import { Tally } from '../tally.ts';

/** What a recording holds, read once from its first to its last record. */
export async function readAll(
  paths: readonly string[],
  stdin?: Readable,
): Promise<{ readonly records: readonly TrafficRecord[]; readonly facts: RecordingFacts }> {
  const recording = await openRecording(paths, stdin === undefined ? {} : { stdin });
  try {
    const tally = new Tally();
    const records: TrafficRecord[] = [];
    for await (const batch of recording.read(tally)) {
      records.push(...batch);
    }
    return { records, facts: tally.facts };
  } finally {
    await recording.close();
  }
}
