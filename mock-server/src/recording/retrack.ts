import type { TrafficRecord } from '#model/flow.ts';
import { conversationIdOf, isEvent } from '#model/event.ts';

import type { Recording } from './recording.ts';

/** What connection tracking puts on a flow log. */
const TRACKS: ReadonlySet<string> = new Set(['_HashId', '_RecordType']);

/** Whether a record went through connection tracking before it was recorded: it carries a type or an id. */
export function isTracked(record: TrafficRecord): boolean {
  return conversationIdOf(record) !== undefined || (record['_RecordType'] ?? null) !== null;
}

/** A recording as if nothing had ever been tracked: its events are dropped, its flow logs lose type and id. */
export function retracked(recording: Recording): Recording {
  return { ...recording, read: (tally) => withoutTracks(recording.read(tally)) };
}

async function* withoutTracks(reading: ReturnType<Recording['read']>): ReturnType<Recording['read']> {
  for await (const records of reading) {
    yield records.filter((record) => !isEvent(record)).map(withoutTrack);
  }
}

function withoutTrack(record: TrafficRecord): TrafficRecord {
  return isTracked(record)
    ? Object.fromEntries(Object.entries(record).filter(([field]) => !TRACKS.has(field)))
    : record;
}
