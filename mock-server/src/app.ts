import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger } from 'fastify';
import { fastify } from 'fastify';
import pino from 'pino';

import type { LogTypesSetting } from '#model/wire/config.ts';

import { bundledFrontend } from './bundled-frontend.ts';
import { ConfigError } from './config-error.ts';
import type { ServerOptions } from './config.ts';
import type { ConntrackConfig } from './conntrack/config/conntrack-config.ts';
import { AGENT_FEATURES, productionConfig } from './conntrack/config/production-config.ts';
import type { FrontendSettings } from './frontend/frontend-settings.ts';
import { settingsOfCluster } from './frontend/settings-of-cluster.ts';
import { authenticate } from './http/guard/authentication.ts';
import { createListener } from './http/guard/listener.ts';
import { compressAnswers } from './http/compressed-answers.ts';
import { handleErrors, refuseConnection, refuseUrl } from './http/error-handler.ts';
import { HttpProblem } from './http/http-problem.ts';
import { takeForms } from './http/form-question.ts';
import { metricsRoute } from './http/metrics.ts';
import { describeRoutes, openapiRoute } from './http/openapi/openapi.ts';
import { servePlugin } from './http/plugin-files.ts';
import { QueryLimits } from './http/query-limits.ts';
import type { Clock } from './lib/clock.ts';
import { SystemClock } from './lib/system-clock.ts';
import type { LoadSummary } from './load-summary.ts';
import { feeding } from './netobserv/feeding.ts';
import { LogStore } from './netobserv/loki/log-store.ts';
import { netobservRoutes } from './netobserv/netobserv-routes.ts';
import { operatorFields } from './netobserv/operator-fields.ts';
import { PACKAGE_VERSION } from './package-version.ts';
import type { Pipeline } from './pipeline.ts';
import { createPipeline } from './pipeline.ts';
import type { Played, TellProgress } from './playing.ts';
import { play } from './playing.ts';
import type { Recording } from './recording/recording.ts';
import { openRecording } from './recording/recording.ts';
import { playedRecording } from './played-recording.ts';
import { areFlowsAlone } from './recording-notes.ts';
import { retracked } from './recording/retrack.ts';
import { alertingRoutes } from './routes/alerting.ts';
import { conversationRoute, conversationsRoute } from './routes/conversations.ts';
import { explainRoute } from './routes/explain.ts';
import { exportRoute } from './routes/export.ts';
import { flowMetricsRoutes } from './routes/metrics.ts';
import { facetsRoute } from './routes/facets.ts';
import { frontendConfigRoute } from './routes/frontend-config.ts';
import { lokiInfoRoutes } from './routes/loki-info.ts';
import { recordRoutes } from './routes/records.ts';
import { replayRoutes } from './routes/replay.ts';
import { resourceRoutes } from './routes/resources.ts';
import type { RouteContext, Server } from './routes/route-context.ts';
import { statusRoutes } from './routes/status.ts';
import { findLoad, unreadRecording } from './stored-load.ts';
import { DuckDbFlowStore } from './store/duckdb/duckdb-flow-store.ts';
import type { FlowStore } from './store/flow-store.ts';

/** A server that is ready to listen, its recording loaded. */
export type App = {
  readonly app: Server;
  readonly store: FlowStore;
  /** What was loaded and what is there now; `tookMs` is for whoever waited to say. */
  summary(): Promise<Omit<LoadSummary, 'tookMs'>>;
  /** Stops playing, answers what is being asked, and closes the store. */
  stop(): Promise<void>;
};

/** How long what is being asked may still take when the server is to stop, in ms. */
const ANSWER_MS = 5000;
const CLOSE_IDLE_MS = 50;
const MAX_BODY_BYTES = 1024 * 1024;

/** Opens the recording, loads it, and builds the server around it. */
export async function createApp(
  options: ServerOptions,
  clock: Clock = new SystemClock(),
  tell: TellProgress = () => undefined,
): Promise<App> {
  const opened = await openStore(options.dataDir);
  const log = options.like === 'netobserv' ? new LogStore(possibleLabels(options)) : undefined;
  const store = log === undefined ? opened : feeding(opened, log);
  try {
    return await appWith(options, { store, clock, tell }, log);
  } catch (error) {
    await store.close();
    throw error;
  }
}

type Surroundings = Pick<Played, 'store' | 'clock' | 'tell'>;

async function appWith(
  options: ServerOptions,
  surroundings: Surroundings,
  log: LogStore | undefined,
): Promise<App> {
  const logTypes = logTypesOf(options);
  const tracking = trackingConfig(options, logTypes);
  const stored = await findLoad(options, surroundings.store, tracking);
  const recording = stored?.loaded
    ? unreadRecording(stored.loaded, options.flowsPaths)
    : await openFlows(options);
  try {
    const pipeline = createPipeline(tracking, options.deployment ?? options.collector?.deployment);
    return await appOf(
      { options, recording, pipeline, ...(stored && { stored }), ...surroundings },
      logTypes,
      log,
    );
  } catch (error) {
    await recording.close();
    throw error;
  }
}

async function appOf(played: Played, logTypes: LogTypesSetting, log: LogStore | undefined): Promise<App> {
  const { options, recording, pipeline, store } = played;
  const playing = await play(played);
  const isUntracked = logTypes === 'All' && areFlowsAlone(await store.summary());
  const shown = playedRecording(options, recording, { facts: playing.facts, isUntracked });
  const retention = () => ({
    ...playing.retention.settings,
    forgottenRecords: playing.retention.forgottenRecords,
  });
  const context: RouteContext = {
    store,
    clock: playing.clock,
    limits: new QueryLimits(),
    logTypes,
    frontend: settingsOfCluster(options.frontend ?? bundledFrontend(), {
      isTracking: logTypes !== 'Flows',
      recordedFeatures: shown.facts.features,
      agentFeatures: options.collector?.features ?? [],
    }),
    recording: shown,
    replay: playing.control,
    retention,
  };
  const app =
    log === undefined
      ? await createServer(options, pipeline, context)
      : createServerLikeNetobserv(options, log, context);
  const trackedBefore = pipeline.trackedBefore();
  playing.start((error) => {
    app.log.error({ err: error }, 'the recording could not go on');
  });
  return {
    app,
    store,
    summary: async () => ({
      ...shown,
      facts: playing.facts,
      logTypes,
      isRetracked: options.isRetracked,
      trackedBefore,
      ...(await store.summary()),
      ...retention(),
    }),
    stop: async () => {
      await Promise.all([closeListener(app), playing.stop()]);
      await store.close();
      await recording.close();
    },
  };
}

/** Resolves when what is being asked was answered, or cut off because that took too long. */
async function closeListener(app: Server): Promise<void> {
  const cutOff = setTimeout(() => {
    app.server.closeAllConnections();
  }, ANSWER_MS);
  // A connection that got its answer would stay open for another question.
  const closeIdle = setInterval(() => {
    app.server.closeIdleConnections();
  }, CLOSE_IDLE_MS);
  await app.close();
  clearTimeout(cutOff);
  clearInterval(closeIdle);
}

async function openFlows({ flowsPaths, isRetracked, tunnels }: ServerOptions): Promise<Recording> {
  const recording = await openRecording(flowsPaths, tunnels && { tunnels });
  return isRetracked ? retracked(recording) : recording;
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
    const isTaken = message.includes('Could not set lock');
    const reason = isTaken ? 'is in use by another server' : `cannot be used: ${message}`;
    throw new ConfigError(`--data ${dataDir} ${reason}`, { cause: error });
  }
}

function logTypesOf({ logTypes, collector }: ServerOptions): LogTypesSetting {
  return logTypes ?? collector?.logTypes ?? 'All';
}

/** The labels of Loki that a recording may bring along: those that it does not are on no record. */
function possibleLabels(options: ServerOptions): readonly string[] {
  return settingsOfCluster(options.frontend ?? bundledFrontend(), {
    isTracking: logTypesOf(options) !== 'Flows',
    recordedFeatures: ['multiCluster', 'zones'],
    agentFeatures: [],
  }).lokiLabels;
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

async function createServer(
  options: ServerOptions,
  pipeline: Pipeline,
  context: RouteContext,
): Promise<Server> {
  const app = createListening(options);
  handleErrors(app);
  authenticate(app, options.tokens);
  await describeRoutes(app);
  if (options.pluginDir !== undefined) {
    // Before answers are compressed: its files are already.
    servePlugin(app, options.pluginDir);
  }
  await compressAnswers(app);
  takeForms(app);
  const printMetrics = metricsRoute(app, context.store, pipeline.samples);
  statusRoutes(app, context);
  frontendConfigRoute(app, context);
  lokiInfoRoutes(app, context, printMetrics);
  alertingRoutes(app);
  recordRoutes(app, context);
  exportRoute(app, context);
  explainRoute(app, context);
  flowMetricsRoutes(app, context);
  replayRoutes(app, context);
  resourceRoutes(app, context);
  if (context.logTypes !== 'Flows') {
    conversationsRoute(app, context);
    conversationRoute(app, context);
    facetsRoute(app, context);
  }
  openapiRoute(app, PACKAGE_VERSION);
  return app;
}

/** A server that answers as NetObserv's backend does, and what the project's own tools ask beside that. */
function createServerLikeNetobserv(options: ServerOptions, log: LogStore, context: RouteContext): Server {
  const app = createListening(options);
  const { clock, logTypes, frontend } = context;
  netobservRoutes(app, {
    log,
    clock,
    logTypes,
    settings: asOperator(frontend),
    ...(options.tokens && { tokens: options.tokens }),
  });
  app.get('/health', () => ({ status: 'ok' }));
  void app.register((own, _options, done) => {
    own.setErrorHandler((error, _request, reply) => {
      if (!(error instanceof HttpProblem)) {
        throw error;
      }
      return reply.code(error.status).send(error.problem);
    });
    authenticate(own, options.tokens);
    replayRoutes(own, context);
    done();
  });
  if (options.pluginDir !== undefined) {
    servePlugin(app, options.pluginDir);
  }
  return app;
}

/** Settings whose fields are the operator's, where nobody has declared others. */
function asOperator(settings: FrontendSettings): FrontendSettings {
  const { fields } = settings;
  const areBundled = isDeepStrictEqual(fields, bundledFrontend().fields);
  return { ...settings, fields: areBundled ? operatorFields(fields) : fields };
}

function createListening(options: ServerOptions): Server {
  const logger: FastifyBaseLogger = pino({ level: options.logLevel }, pino.destination(2));
  return fastify({
    loggerInstance: logger,
    serverFactory: (handler) => createListener(options.tls, handler),
    bodyLimit: MAX_BODY_BYTES,
    // Strict numbers would leave infinity (limit=1e999) out of the checks for minimum and maximum.
    ajv: { customOptions: { strictNumbers: false } },
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: 'idle',
    frameworkErrors: refuseUrl,
    clientErrorHandler: refuseConnection,
  }).withTypeProvider<TypeBoxTypeProvider>();
}
