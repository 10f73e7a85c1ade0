import { ConfigError } from './config-error.ts';
import type { ServerOptions } from './config.ts';
import type { Clock } from './lib/clock.ts';
import { counted } from './lib/counted.ts';
import { ReplayClock } from './lib/replay-clock.ts';
import type { Pipeline } from './pipeline.ts';
import { Player } from './player.ts';
import type { Recording } from './recording/recording.ts';
import { surveyRecording, usableFacts } from './recording/recording.ts';
import type { Span } from './recording/replay.ts';
import { Replay } from './recording/replay.ts';
import type { RecordingFacts } from './recording/tally.ts';
import { Tally } from './recording/tally.ts';
import { LiveControl, recordedControl } from './replay-control.ts';
import type { RetentionSettings } from './retention.ts';
import { Retention } from './retention.ts';
import type { ReplayControl } from './routes/route-context.ts';
import type { FlowStore, Load } from './store/flow-store.ts';
import type { StoredLoad } from './stored-load.ts';
import { encodeLoaded } from './stored-load.ts';

/** Told how many more records were read on a first reading, or stored. */
export type TellProgress = (step: 'read' | 'stored', records: number) => void;

/** A recording that is loaded, and perhaps goes on. */
export type Playing = {
  readonly facts: RecordingFacts;
  /** What "now" means to whoever asks about it. */
  readonly clock: Clock;
  readonly control: ReplayControl;
  readonly retention: Retention;
  /** Goes on with the clock, where the timeline is live. */
  start(tellFailure: (error: unknown) => void): void;
  /** Resolves when nothing more goes into the store. */
  stop(): Promise<void>;
};

export type Played = {
  readonly options: ServerOptions;
  readonly recording: Recording;
  readonly pipeline: Pipeline;
  readonly store: FlowStore;
  /** How far the store is with the recording; absent when all of it is to be loaded, whatever is there. */
  readonly stored?: StoredLoad;
  /** The wall clock. */
  readonly clock: Clock;
  readonly tell: TellProgress;
};

/** Loads a recording on the timeline that is asked for. */
export function play(played: Played): Promise<Playing> {
  return played.options.timeline === 'live' ? playLive(played) : playOnce(played);
}

/**
 * Loads a recording that is moved so that it ends now.
 *
 * Where the store holds traffic already, of a replay before this one, it begins after that: time goes on from where
 * it was, also when a fast replay had run ahead of the wall clock, and nothing is there twice.
 */
async function playLive({ options, recording, pipeline, store, clock, tell }: Played): Promise<Playing> {
  const { lastMs: storedMs = -Infinity } = await store.summary();
  const beganMs = Math.max(clock.now(), storedMs + 1);
  const facts = await survey(recording, tell);
  const span = spanOf(facts);
  const { startAtMs, isLooping, ...start } = options.replay;
  checkStart(startAtMs, span);
  const endsMs = Math.max(beganMs, storedMs + 1000 + span.lastMs - firstTrafficMs(facts));
  const replay = new Replay({ recording, stage: pipeline, rounds: { span, endsMs } });
  const { player, retention } = createPlayer({ replay, store, settings: options.retention, tell });
  await player.load(beganMs);
  await player.forget(beganMs);
  // What goes on by itself catches up with the time that loading took.
  const nowMs = start.isPaused || startAtMs !== undefined ? beganMs : Math.max(beganMs, clock.now());
  const replayClock = new ReplayClock(clock, { nowMs, ...start });
  const control = new LiveControl({ replay, player, clock: replayClock, span });
  await control.change({ isLooping, ...(startAtMs === undefined ? {} : { positionMs: startAtMs }) });
  return {
    facts,
    clock: replayClock,
    control,
    retention,
    start: (tellFailure) => {
      player.start(replayClock, tellFailure);
    },
    stop: () => player.stop(),
  };
}

/** Loads a recording that keeps its times; a store on disk that holds it, or a part of it, gets what is missing. */
async function playOnce({
  options,
  recording,
  pipeline,
  store,
  stored,
  clock,
  tell,
}: Played): Promise<Playing> {
  const tally = new Tally();
  const replay = new Replay({ recording, stage: pipeline, tally });
  // It stands still: nothing of it grows old.
  const settings = { maxRecords: options.retention.maxRecords };
  const { load, loaded } = stored ?? {};
  const { player, retention } = createPlayer({ replay, store, settings, tell, load });
  if (loaded === undefined) {
    await player.load(Infinity);
    remarkUntold(pipeline.untold(), tally);
  }
  await player.forget(Infinity);
  const facts = loaded?.facts ?? usableFacts(recording, tally);
  if (load !== undefined && loaded === undefined) {
    const records = player.playedRecords;
    await store.ingest([], { ...load, records, facts: encodeLoaded({ name: recording.name, facts }) });
  }
  return {
    facts: options.dataDir !== undefined && stored === undefined ? notRecognised(facts) : facts,
    clock,
    control: recordedControl(spanOf(facts), () => clock.now()),
    retention,
    start: () => undefined,
    stop: () => player.stop(),
  };
}

function remarkUntold(connections: number, tally: Tally): void {
  if (connections > 0) {
    const text = `${counted(connections, 'connection')} had not ended when the recording stopped, and only ended ones are told of`;
    tally.remark({ code: 'not-ended', text, numbers: { connections } });
  }
}

function notRecognised(facts: RecordingFacts): RecordingFacts {
  const text = 'read from a pipe, so that it is not recognised: --data gets it anew at each start';
  return { ...facts, notes: [...facts.notes, { code: 'not-recognised', text }] };
}

function createPlayer({
  settings,
  load,
  ...options
}: {
  readonly replay: Replay;
  readonly store: FlowStore;
  readonly settings: RetentionSettings;
  readonly tell: TellProgress;
  readonly load?: Load | undefined;
}): { readonly player: Player; readonly retention: Retention } {
  const retention = new Retention(options.store, settings);
  return { player: new Player({ ...options, retention, ...(load && { load }) }), retention };
}

function survey(recording: Recording, tell: TellProgress): Promise<RecordingFacts> {
  return surveyRecording({ ...recording, read: (tally) => watched(recording.read(tally), tell) });
}

async function* watched(
  reading: ReturnType<Recording['read']>,
  tell: TellProgress,
): ReturnType<Recording['read']> {
  for await (const records of reading) {
    tell('read', records.length);
    yield records;
  }
}

function spanOf({ span }: RecordingFacts): Span {
  return span ?? { firstMs: 0, lastMs: 0 };
}

/** The start of the first flow, which is before its arrival. */
function firstTrafficMs(facts: RecordingFacts): number {
  const { firstMs } = spanOf(facts);
  return Math.min(firstMs, facts.traffic?.firstMs ?? firstMs);
}

function checkStart(startAtMs: number | undefined, { firstMs, lastMs }: Span): void {
  const seconds = Math.floor((lastMs - firstMs) / 1000);
  if (startAtMs !== undefined && startAtMs > lastMs - firstMs) {
    const end = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    throw new ConfigError(`--start-at must be at most ${end}, where the recording ends`);
  }
}
