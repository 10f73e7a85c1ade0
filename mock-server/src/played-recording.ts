import { basename } from 'node:path';

import type { ServerOptions } from './config.ts';
import { recordingNotes } from './recording-notes.ts';
import { STANDARD_INPUT, STANDARD_INPUT_NAME } from './recording/input/input-file.ts';
import type { Recording } from './recording/recording.ts';
import type { RecordingFacts } from './recording/tally.ts';
import type { PlayedRecording } from './routes/route-context.ts';

/** What the page is told of a recording: `isUntracked` where it has flows, and no conversation can be made of them. */
export function playedRecording(
  { title, timeline }: ServerOptions,
  { name, paths }: Recording,
  { facts, isUntracked }: { readonly facts: RecordingFacts; readonly isUntracked: boolean },
): PlayedRecording {
  return {
    name,
    ...(title === undefined ? {} : { title }),
    files: paths.map((path) => (path === STANDARD_INPUT ? STANDARD_INPUT_NAME : basename(path))),
    timeline,
    facts,
    isUntracked,
    notes: recordingNotes(facts, isUntracked),
  };
}
