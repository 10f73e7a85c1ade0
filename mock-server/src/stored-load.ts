import { ConfigError } from './config-error.ts';
import type { ServerOptions } from './config.ts';
import type { ConntrackConfig } from './conntrack/config/conntrack-config.ts';
import type { Recording } from './recording/recording.ts';
import { identityOf } from './recording/recording-identity.ts';
import type { LeftOut, Note, RecordingFacts } from './recording/tally.ts';
import type { FlowStore, Load } from './store/flow-store.ts';

/** What is known of a recording that is in a store as a whole, so that it need not be read again. */
export type LoadedRecording = { readonly name: string; readonly facts: RecordingFacts };

/** How far a store on disk is with a recording that keeps its times. */
export type StoredLoad = {
  /** What is noted with the next records. */
  readonly load: Load;
  /** Present when there are none. */
  readonly loaded?: LoadedRecording;
};

/**
 * How far a store is with the recording that is to be played: at its start, somewhere in it, or at its end.
 *
 * The same recording with the same settings gives the same records each time, in the same order, so that a load which
 * was cut off can go on where it was. Absent for what cannot be recognised: a live replay, whose times are others
 * each time, and what can be read only once. Throws a `ConfigError` when the store has it with other settings.
 */
export async function findLoad(
  options: ServerOptions,
  store: FlowStore,
  tracking: ConntrackConfig | undefined,
): Promise<StoredLoad | undefined> {
  const { dataDir, timeline, flowsPaths, isRetracked, tunnels } = options;
  if (dataDir === undefined || timeline === 'live') {
    return undefined;
  }
  const recording = await identityOf(flowsPaths);
  if (recording === undefined) {
    return undefined;
  }
  const settings = JSON.stringify({
    isRetracked,
    // Stores from before tunnels could be opened have none.
    ...(tunnels === 'inner' ? { tunnels } : {}),
    tracking: tracking ?? 'none',
  });
  const stored = (await store.loads()).find((load) => load.recording === recording);
  if (stored !== undefined && stored.settings !== settings) {
    throw new ConfigError(
      `--data ${dataDir} holds this recording with other log types, timeouts, --tunnels or --retrack: give the same, or another folder`,
    );
  }
  return {
    load: { recording, settings, records: stored?.records ?? 0 },
    ...(stored?.facts === undefined ? {} : { loaded: decodeLoaded(stored.facts) }),
  };
}

/** What is noted with the last records of a recording. */
export function encodeLoaded(loaded: LoadedRecording): string {
  return JSON.stringify(loaded);
}

/** A recording that is in the store: nothing of it is read any more. */
export function unreadRecording({ name }: LoadedRecording, paths: readonly string[]): Recording {
  return { name, paths, read: () => nothing(), close: () => Promise.resolve() };
}

async function* nothing(): ReturnType<Recording['read']> {
  yield* await Promise.resolve([]);
  return undefined;
}

/** The inverse of `encodeLoaded`; nobody else writes into that table. */
function decodeLoaded(text: string): LoadedRecording {
  const { name, facts } = JSON.parse(text) as { readonly name: string; readonly facts: StoredFacts };
  return {
    name,
    facts: {
      ...facts,
      leftOut: facts.leftOut.map((one) => ({ unit: 'line', ...one })),
      leftOutOf: facts.leftOutOf ?? { line: facts.leftOutCount },
      notes: facts.notes.filter((note) => typeof note === 'object'),
    },
  };
}

/** Stores that are older than the codes of notes have sentences in their place, and count everything in lines. */
type StoredFacts = Omit<RecordingFacts, 'leftOut' | 'leftOutOf' | 'notes'> & {
  readonly leftOut: readonly (Omit<LeftOut, 'unit'> & Partial<LeftOut>)[];
  readonly leftOutOf?: RecordingFacts['leftOutOf'];
  readonly notes: readonly (Note | string)[];
};
