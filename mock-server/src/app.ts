import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger } from 'fastify';
import { fastify } from 'fastify';
import pino from 'pino';

import type { LogTypesSetting } from '#model/wire/config.ts';

import type { ServerOptions } from './config.ts';
import { ConfigError } from './config.ts';
import type { ConntrackConfig } from './conntrack/config/conntrack-config.ts';
import { AGENT_FEATURES, productionConfig } from './conntrack/config/production-config.ts';
import { handleErrors, refuseConnection, refuseUrl } from './http/error-handler.ts';
import { metricsRoute } from './http/metrics.ts';
import { servePlugin } from './http/plugin-files.ts';
import { QueryLimits } from './http/query-limits.ts';
import type { Clock } from './lib/clock.ts';
import { SystemClock } from './lib/system-clock.ts';
import type { Pipeline } from './pipeline.ts';
import { createPipeline } from './pipeline.ts';
import { Player } from './player.ts';
import { LoadedRecordings } from './recording/loaded-recordings.ts';
import type { Recording } from './recording/recording.ts';
import { openRecording, surveyRecording, usableFacts } from './recording/recording.ts';
import { Replay } from './recording/replay.ts';
import type { RecordingFacts } from './recording/tally.ts';
import { Tally } from './recording/tally.ts';
import { conversationRoute, conversationsRoute } from './routes/conversations.ts';
import { frontendConfigRoute } from './routes/frontend-config.ts';
import { recordRoutes } from './routes/records.ts';
import { resourceRoutes } from './routes/resources.ts';
import type { RouteContext, Server } from './routes/route-context.ts';
import { statusRoutes } from './routes/status.ts';
import { DuckDbFlowStore } from './store/duckdb/duckdb-flow-store.ts';
import type { FlowStore } from './store/flow-store.ts';

/** A server that is ready to listen, its recording loaded. */
export type App = {
  readonly app: Server;
  readonly store: FlowStore;
  readonly recording: Recording;
  /** What the recording holds. */
  readonly facts: RecordingFacts;
  readonly logTypes: LogTypesSetting;
  /** Stops playing, answers what is being asked, and closes the store. */
  stop(): Promise<void>;
};

const MAX_HEADER_BYTES = 256 * 1024;

/** Opens the recording, loads it, and builds the server around it. */
export async function createApp(options: ServerOptions, clock: Clock = new SystemClock()): Promise<App> {
  const recording = await openRecording(options.flowsPath);
  const logTypes = options.logTypes ?? options.collector?.logTypes ?? 'All';
  const pipeline = createPipeline(trackingConfig(options, logTypes));
  const store = await openStore(options.dataDir);
  const { timeline } = options;
  const { facts, player } =
    timeline === 'live'
      ? await playLive({ recording, pipeline, store, nowMs: clock.now() })
      : await playOnce({ recording, pipeline, store }, options.dataDir);
  const app = createServer(options, pipeline, {
    store,
    clock,
    limits: new QueryLimits(),
    logTypes,
    recording: { name: recording.name, timeline, features: facts.features },
  });
  if (timeline === 'live') {
    player.start(clock, (error) => {
      app.log.error({ err: error }, 'the recording could not go on');
    });
  }
  const stop = async () => {
    await app.close();
    await player.stop();
    await store.close();
  };
  return { app, store, recording, facts, logTypes, stop };
}

async function openStore(dataDir: string | undefined): Promise<FlowStore> {
  if (dataDir === undefined) {
    return DuckDbFlowStore.open();
  }
  try {
    await mkdir(dataDir, { recursive: true });
    return await DuckDbFlowStore.open(join(dataDir, 'flows.duckdb'));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`--data ${dataDir} cannot be used: ${message}`, { cause: error });
  }
}

type Play = { readonly recording: Recording; readonly pipeline: Pipeline; readonly store: FlowStore };
type Playing = { readonly facts: RecordingFacts; readonly player: Player };

/** Loads a recording that is moved so that it ends now. */
async function playLive({
  recording,
  pipeline,
  store,
  nowMs,
}: Play & { readonly nowMs: number }): Promise<Playing> {
  const facts = await surveyRecording(recording);
  const replay = new Replay({
    recording,
    stage: pipeline,
    rounds: { span: facts.span ?? { firstMs: nowMs, lastMs: nowMs }, endsMs: nowMs },
  });
  const player = new Player(replay, store);
  await player.load(nowMs);
  return { facts, player };
}

/** Loads a recording that keeps its times; a store on disk that holds it already is left as it is. */
async function playOnce({ recording, pipeline, store }: Play, dataDir: string | undefined): Promise<Playing> {
  const loaded = dataDir === undefined ? undefined : await LoadedRecordings.of(dataDir);
  const tally = new Tally();
  const player = new Player(new Replay({ recording, stage: pipeline, tally }), store);
  const known = loaded === undefined || loaded.isEmpty ? undefined : await surveyRecording(recording);
  if (known !== undefined && loaded?.has(recording, known) === true) {
    return { facts: known, player };
  }
  await player.load(Infinity);
  const facts = usableFacts(recording, tally);
  await loaded?.add(recording, facts);
  return { facts, player };
}

/** The operator's configuration; without a FlowCollector, its defaults and whatever features are recorded. */
function trackingConfig(
  { collector }: ServerOptions,
  logTypes: LogTypesSetting,
): ConntrackConfig | undefined {
  if (logTypes === 'Flows') {
    return undefined;
  }
  return productionConfig({
    heartbeatMs: collector?.heartbeatMs ?? 30_000,
    endTimeoutMs: collector?.endTimeoutMs ?? 10_000,
    terminatingTimeoutMs: collector?.terminatingTimeoutMs ?? 5_000,
    // A field that no flow of a conversation has is absent from its events, so that it is no use to look first.
    features: collector?.features ?? AGENT_FEATURES,
    logTypes,
  });
}

function createServer(options: ServerOptions, pipeline: Pipeline, context: RouteContext): Server {
  const logger: FastifyBaseLogger = pino({ level: options.logLevel }, pino.destination(2));
  const app = fastify({
    loggerInstance: logger,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    // Strict numbers would leave infinity (limit=1e999) out of the checks for minimum and maximum.
    ajv: { customOptions: { strictNumbers: false } },
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: true,
    frameworkErrors: refuseUrl,
    clientErrorHandler: refuseConnection,
  }).withTypeProvider<TypeBoxTypeProvider>();
  handleErrors(app);
  metricsRoute(app, context.store, pipeline.samples);
  statusRoutes(app, context);
  frontendConfigRoute(app, context);
  recordRoutes(app, context);
  resourceRoutes(app, context);
  if (context.logTypes !== 'Flows') {
    conversationsRoute(app, context);
    conversationRoute(app, context);
  }
  if (options.pluginDir !== undefined) {
    servePlugin(app, options.pluginDir);
  }
  return app;
}
