import { ConfigError } from './config-error.ts';
import type { ServerOptions } from './config.ts';
import type { Clock } from './lib/clock.ts';
import { ReplayClock } from './lib/replay-clock.ts';
import type { Pipeline } from './pipeline.ts';
import { Player } from './player.ts';
import { LoadedRecordings } from './recording/loaded-recordings.ts';
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
import type { FlowStore } from './store/flow-store.ts';

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
  /** The wall clock. */
  readonly clock: Clock;
  readonly tell: TellProgress;
};

/** Loads a recording on the timeline that is asked for. */
export function play(played: Played): Promise<Playing> {
  return played.options.timeline === 'live' ? playLive(played) : playOnce(played);
}

/** Loads a recording that is moved so that it ends now. */
async function playLive({ options, recording, pipeline, store, clock, tell }: Played): Promise<Playing> {
  const beganMs = clock.now();
  const facts = await survey(recording, tell);
  const span = spanOf(facts);
  const { startAtMs, isLooping, ...start } = options.replay;
  checkStart(startAtMs, span);
  const replay = new Replay({ recording, stage: pipeline, rounds: { span, endsMs: beganMs } });
  const { player, retention } = createPlayer({ replay, store, settings: options.retention, tell });
  await player.load(beganMs);
  await player.forget(beganMs);
  // What goes on by itself catches up with the time that loading took.
  const nowMs = start.isPaused || startAtMs !== undefined ? beganMs : clock.now();
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

/** Loads a recording that keeps its times; a store on disk that holds it already is left as it is. */
async function playOnce({ options, recording, pipeline, store, clock, tell }: Played): Promise<Playing> {
  const { dataDir } = options;
  const loaded = dataDir === undefined ? undefined : await LoadedRecordings.of(dataDir);
  const tally = new Tally();
  const replay = new Replay({ recording, stage: pipeline, tally });
  // It stands still: nothing of it grows old.
  const settings = { maxRecords: options.retention.maxRecords };
  const { player, retention } = createPlayer({ replay, store, settings, tell });
  const known = loaded === undefined || loaded.isEmpty ? undefined : await survey(recording, tell);
  let facts = known;
  if (known === undefined || loaded?.has(recording, known) !== true) {
    await player.load(Infinity);
    await player.forget(Infinity);
    facts = usableFacts(recording, tally);
    await loaded?.add(recording, facts);
  }
  facts ??= usableFacts(recording, tally);
  return {
    facts,
    clock,
    control: recordedControl(spanOf(facts), () => clock.now()),
    retention,
    start: () => undefined,
    stop: () => player.stop(),
  };
}

function createPlayer({
  replay,
  store,
  settings,
  tell,
}: {
  readonly replay: Replay;
  readonly store: FlowStore;
  readonly settings: RetentionSettings;
  readonly tell: TellProgress;
}): { readonly player: Player; readonly retention: Retention } {
  const retention = new Retention(store, settings);
  const tellStored = (records: number) => {
    tell('stored', records);
  };
  return { player: new Player({ replay, store, retention, tellStored }), retention };
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

function checkStart(startAtMs: number | undefined, { firstMs, lastMs }: Span): void {
  const seconds = Math.floor((lastMs - firstMs) / 1000);
  if (startAtMs !== undefined && startAtMs > lastMs - firstMs) {
    const end = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    throw new ConfigError(`--start-at must be at most ${end}, where the recording ends`);
  }
}
