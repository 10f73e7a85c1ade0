import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { LOG_TYPES_SETTINGS, type LogTypesSetting } from '#model/wire/config.ts';

import { parseFlowCollector } from './conntrack/config/flow-collector.ts';
import type { FlowCollectorSettings } from './conntrack/config/flow-collector.ts';
import type { Timeline } from './recording/replay.ts';
import { TIMELINES } from './recording/replay.ts';

/** The levels of the log that goes to standard error. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How a server is to be started. */
export type ServerOptions = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The recording that is played. */
  readonly flowsPath: string;
  readonly timeline: Timeline;
  /** What a FlowCollector says about conversations; the operator's defaults without one. */
  readonly collector?: FlowCollectorSettings;
  /** Wins over the FlowCollector's. */
  readonly logTypes?: LogTypesSetting;
  /** Where records are kept on disk; in memory without it. */
  readonly dataDir?: string;
  /** A built plugin, whose files are served too. */
  readonly pluginDir?: string;
  readonly logLevel: LogLevel;
};

/** A command line that cannot be followed; the message says which option and what it may be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The recording that is played when none is named. */
export const BUNDLED_FLOWS = fileURLToPath(new URL('../recordings/tour.jsonl.gz', import.meta.url));

export const USAGE = `Options:
  --flows FILE            recording to play: NDJSON of flow logs, gzip or not (default: the bundled tour)
  --timeline live|recorded  live (default): moved so that it ends now, then played again and again;
                          recorded: at the times at which it was recorded
  --flowcollector FILE    FlowCollector (YAML): sets log types, heartbeat interval and timeouts
  --log-types TYPES       ${LOG_TYPES_SETTINGS.join(', ')} (default All)
  --port PORT             (default 9001; 0: any free port)
  --host HOST             (default 127.0.0.1)
  --data DIR              keep records on disk
  --plugin DIR            serve a built plugin too
  --log-level LEVEL       ${LOG_LEVELS.join(', ')} (default warn)
  --help`;

const OPTIONS = {
  flows: { type: 'string' },
  timeline: { type: 'string' },
  flowcollector: { type: 'string' },
  'log-types': { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  plugin: { type: 'string' },
  'log-level': { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Options from a command line; `help` when that is asked for. Throws a `ConfigError`. */
export async function readOptions(args: readonly string[]): Promise<ServerOptions | 'help'> {
  const values = parse(args);
  if (values.help === true) {
    return 'help';
  }
  const { flows = BUNDLED_FLOWS, host = '127.0.0.1', flowcollector, data, plugin } = values;
  const logTypes = values['log-types'];
  return {
    host,
    port: readPort(values.port ?? '9001'),
    flowsPath: flows,
    timeline: oneOf(TIMELINES, 'timeline', values.timeline ?? 'live'),
    logLevel: oneOf(LOG_LEVELS, 'log-level', values['log-level'] ?? 'warn'),
    ...(flowcollector === undefined ? {} : { collector: await readCollector(flowcollector) }),
    ...(logTypes === undefined ? {} : { logTypes: oneOf(LOG_TYPES_SETTINGS, 'log-types', logTypes) }),
    ...(data === undefined ? {} : { dataDir: data }),
    ...(plugin === undefined ? {} : { pluginDir: builtPlugin(plugin) }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error), { cause: error });
  }
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
