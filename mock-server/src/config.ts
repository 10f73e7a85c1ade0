import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { LOG_TYPES_SETTINGS, type LogTypesSetting } from '#model/wire/config.ts';

import { readFrontend } from './bundled-frontend.ts';
import { bundledRecordings, DEFAULT_RECORDING, printRecordings } from './bundled-recordings.ts';
import { ConfigError } from './config-error.ts';
import { parseFlowCollector } from './conntrack/config/flow-collector.ts';
import type { FlowCollectorSettings } from './conntrack/config/flow-collector.ts';
import type { DeploymentModel } from './conntrack/config/production-config.ts';
import { DEPLOYMENT_MODELS } from './conntrack/config/production-config.ts';
import type { FrontendSettings } from './frontend/frontend-settings.ts';
import type { AccessToken } from './http/guard/authentication.ts';
import type { TlsFiles } from './http/guard/listener.ts';
import type { TunnelView } from './recording/meter/tshark-layers.ts';
import { TUNNEL_VIEWS } from './recording/meter/tshark-layers.ts';
import type { Timeline } from './recording/replay.ts';
import { TIMELINES } from './recording/replay.ts';
import type { ReplayStart } from './replay-options.ts';
import { readReplayStart, readRetention, REPLAY_START, RETENTION } from './replay-options.ts';
import type { RetentionSettings } from './retention.ts';
import { readTlsFiles } from './tls-files.ts';
import { readTokenFile } from './token-file.ts';

/** The levels of the log that goes to standard error. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whose backend a server may answer like, instead of its own way. */
export const LIKES = ['netobserv'] as const;

/** How a server is to be started. */
export type ServerOptions = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The files of the recording that is played; `-` is standard input. */
  readonly flowsPaths: readonly string[];
  /** What a bundled recording is called. */
  readonly title?: string;
  readonly timeline: Timeline;
  /** How a live replay begins. */
  readonly replay: ReplayStart;
  readonly retention: RetentionSettings;
  /** Whether flows that were tracked already are tracked anew. */
  readonly isRetracked: boolean;
  /** Whose addresses packets in tunnels have; those of the tunnels' ends without it. */
  readonly tunnels?: TunnelView;
  /** What a FlowCollector says about conversations; the operator's defaults without one. */
  readonly collector?: FlowCollectorSettings;
  /** What the page is told to show, instead of what the server comes with. */
  readonly frontend?: FrontendSettings;
  /** Wins over the FlowCollector's. */
  readonly logTypes?: LogTypesSetting;
  /** Where flows are tracked. Wins over the FlowCollector's. */
  readonly deployment?: DeploymentModel;
  /** Where records are kept on disk; in memory without it. */
  readonly dataDir?: string;
  /** Who may ask; everybody may without it. */
  readonly tokens?: readonly AccessToken[];
  /** HTTPS instead of HTTP. */
  readonly tls?: TlsFiles;
  /** A built plugin, whose files are served too. */
  readonly pluginDir?: string;
  /** Whose backend it answers like, faults and limits included. */
  readonly like?: (typeof LIKES)[number];
  readonly logLevel: LogLevel;
};

/** What holds of a server for which nothing else is said. */
export const SERVER_DEFAULTS = {
  host: '127.0.0.1',
  port: 9001,
  timeline: 'live',
  replay: REPLAY_START,
  retention: RETENTION,
  isRetracked: false,
  logLevel: 'warn',
} as const satisfies Partial<ServerOptions>;

/** What a command line asks for: a server, or a text. */
export type Command =
  | {
      readonly kind: 'serve';
      readonly options: ServerOptions;
      /** What is allowed and not wise. */
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'print'; readonly text: string };

const USAGE = `Options:
  --flows FILE...         recording to play: one or several files, - for standard input
  --recording NAME        a bundled recording instead (default: ${DEFAULT_RECORDING})
  --recordings            list the bundled recordings
  --timeline live|recorded  live (default for bundled recordings): moved so that it ends now, then played again
                          and again; recorded (default with --flows): at the times at which it was recorded
  --speed N               live: so many times faster than recorded, 1 to 60 (default 1)
  --paused                live: do not go on until told to (npm run replay -- resume)
  --start-at MM:SS        live: go on from there in the recording
  --no-loop               live: do not begin again when the recording is over
  --retain DURATION       live: forget what is older, as in 90m (default 24h)
  --retain-records N      forget all but the newest (default 2000000)
  --tunnels ${TUNNEL_VIEWS.join('|')}   of packets in VXLAN, Geneve …: the tunnel's ends (default), or what it carries
  --retrack               drop the events of a file and track its flow logs anew
  --flowcollector FILE    FlowCollector (YAML): sets log types, heartbeat interval and timeouts
  --config FILE           configuration of NetObserv's console plugin (YAML): what the page shows
  --log-types TYPES       ${LOG_TYPES_SETTINGS.join(', ')} (default All)
  --deployment-model MODEL  ${DEPLOYMENT_MODELS.join(', ')}: Direct has a tracker on each node (default: one for all)
  --port PORT             (default 9001; 0: any free port)
  --host HOST             (default 127.0.0.1)
  --data DIR              keep records on disk
  --token-file FILE       who may ask (YAML, see docs/serving.md): all but /health then needs a token
  --tls-cert FILE --tls-key FILE  HTTPS with this certificate (PEM)
  --plugin DIR            serve a built plugin too
  --like ${LIKES.join('|')}        answer as NetObserv's backend over Loki does, faults and limits included
  --log-level LEVEL       ${LOG_LEVELS.join(', ')} (default warn)
  --help`;

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

const OPTIONS = {
  flows: { type: 'string', multiple: true },
  recording: { type: 'string' },
  recordings: { type: 'boolean' },
  timeline: { type: 'string' },
  speed: { type: 'string' },
  paused: { type: 'boolean' },
  'start-at': { type: 'string' },
  'no-loop': { type: 'boolean' },
  retain: { type: 'string' },
  'retain-records': { type: 'string' },
  retrack: { type: 'boolean' },
  tunnels: { type: 'string' },
  flowcollector: { type: 'string' },
  config: { type: 'string' },
  'log-types': { type: 'string' },
  'deployment-model': { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  'token-file': { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  plugin: { type: 'string' },
  like: { type: 'string' },
  'log-level': { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** What a command line asks for. Throws a `ConfigError`. */
export async function readCommand(args: readonly string[]): Promise<Command> {
  const { values, files } = parse(args);
  if (values.help === true) {
    return { kind: 'print', text: USAGE };
  }
  if (values.recordings === true) {
    return { kind: 'print', text: printRecordings(bundledRecordings()) };
  }
  const { host = SERVER_DEFAULTS.host, flowcollector, data, plugin, like } = values;
  const logTypes = values['log-types'];
  const deployment = values['deployment-model'];
  const played = readPlayed(files, values.recording);
  const timeline = oneOf(TIMELINES, 'timeline', values.timeline ?? played.timeline);
  const tokenFile = values['token-file'];
  const access = tokenFile === undefined ? undefined : await readTokenFile(tokenFile);
  const tls = await readTlsFiles(values['tls-cert'], values['tls-key']);
  const options = {
    host,
    port: readPort(values.port ?? String(SERVER_DEFAULTS.port)),
    flowsPaths: played.flowsPaths,
    ...(played.title === undefined ? {} : { title: played.title }),
    timeline,
    replay: readReplayStart(values, timeline),
    retention: readRetention(values, timeline),
    isRetracked: values.retrack ?? SERVER_DEFAULTS.isRetracked,
    logLevel: oneOf(LOG_LEVELS, 'log-level', values['log-level'] ?? SERVER_DEFAULTS.logLevel),
    ...(values.tunnels === undefined ? {} : { tunnels: oneOf(TUNNEL_VIEWS, 'tunnels', values.tunnels) }),
    ...(flowcollector === undefined ? {} : { collector: await readCollector(flowcollector) }),
    ...(values.config === undefined ? {} : { frontend: await readFrontend(values.config) }),
    ...(logTypes === undefined ? {} : { logTypes: oneOf(LOG_TYPES_SETTINGS, 'log-types', logTypes) }),
    ...(deployment === undefined
      ? {}
      : { deployment: oneOf(DEPLOYMENT_MODELS, 'deployment-model', deployment) }),
    ...(data === undefined ? {} : { dataDir: data }),
    ...(access && { tokens: access.tokens }),
    ...(tls && { tls }),
    ...(plugin === undefined ? {} : { pluginDir: builtPlugin(plugin) }),
    ...(like === undefined ? {} : { like: readLike(like, data) }),
  };
  return { kind: 'serve', options, warnings: [...(access?.warnings ?? []), ...exposure(options)] };
}

function parse(args: readonly string[]) {
  try {
    const parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, tokens: true });
    return { values: parsed.values, files: filesOf(parsed.tokens) };
  } catch (error) {
    if (error instanceof ConfigError) {
      throw error;
    }
    throw new ConfigError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

/** What `--flows` names, and what stands after it without an option. */
function filesOf(tokens: readonly Token[]): readonly string[] {
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'option' && token.name === 'flows' && token.value !== undefined) {
      files.push(token.value);
    } else if (token.kind === 'positional' && files.length === 0) {
      throw new ConfigError(`unexpected ${JSON.stringify(token.value)}: files stand after --flows`);
    } else if (token.kind === 'positional') {
      files.push(token.value);
    }
  }
  return files;
}

/** The files that are played, and at which times if nothing is said about that. */
function readPlayed(
  files: readonly string[],
  name: string | undefined,
): { readonly flowsPaths: readonly string[]; readonly title?: string; readonly timeline: Timeline } {
  if (files.length > 0 && name !== undefined) {
    throw new ConfigError('--flows and --recording cannot both be given: one recording is played');
  }
  if (files.length > 0) {
    return { flowsPaths: files, timeline: 'recorded' };
  }
  const wanted = name ?? DEFAULT_RECORDING;
  const recordings = bundledRecordings();
  const bundled = recordings.find((recording) => recording.name === wanted);
  if (bundled === undefined) {
    const list = printRecordings(recordings);
    throw new ConfigError(`--recording must be one of these, not ${JSON.stringify(wanted)}:\n${list}`);
  }
  return { flowsPaths: [bundled.path], title: bundled.title, timeline: 'live' };
}

/** What others could do with a server that they can reach. */
function exposure({ host, tokens, tls }: Pick<ServerOptions, 'host' | 'tokens' | 'tls'>): readonly string[] {
  if (LOOPBACK_HOST.test(host)) {
    return [];
  }
  const lacks = [
    ...(tokens === undefined ? ['anybody who reaches it sees all traffic (--token-file says who may)'] : []),
    ...(tls === undefined ? ['what is sent can be read on the way (--tls-cert, --tls-key)'] : []),
  ];
  return lacks.length === 0 ? [] : [`--host ${host} is no loopback address: ${lacks.join('; ')}`];
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new ConfigError(`--port must be a number from 0 to 65535, not ${JSON.stringify(text)}`);
  }
  return port;
}

function oneOf<T extends string>(words: readonly T[], option: string, text: string): T {
  const word = words.find((known) => known === text);
  if (word === undefined) {
    throw new ConfigError(`--${option} must be one of ${words.join(', ')}, not ${JSON.stringify(text)}`);
  }
  return word;
}

function readLike(text: string, data: string | undefined): (typeof LIKES)[number] {
  const like = oneOf(LIKES, 'like', text);
  if (data !== undefined) {
    throw new ConfigError(`--like ${like} keeps everything in memory: it goes without --data`);
  }
  return like;
}

function builtPlugin(directory: string): string {
  if (!existsSync(join(directory, 'plugin-manifest.json'))) {
    throw new ConfigError(`--plugin ${directory} holds no plugin-manifest.json: build the plugin first`);
  }
  return directory;
}

async function readCollector(path: string): Promise<FlowCollectorSettings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`--flowcollector: cannot read ${path}`, { cause: error });
  }
  const collector = parseFlowCollector(text);
  if (!collector.ok) {
    throw new ConfigError(`--flowcollector ${path}: ${collector.error.message}`);
  }
  return collector.value;
}
