import { parseArgs } from 'node:util';

import type { GeneratorOptions, NumberOptionName } from './options.ts';
import {
  DEFAULT_START,
  FLOWS_PER_HOUR,
  MOST_PODS_PER_NODE,
  NUMBER_OPTIONS,
  PODS_PER_NODE,
} from './options.ts';

/** What somebody typed: which stream, and where it goes. */
export type Command = {
  readonly options: GeneratorOptions;
  /** Standard output when there is none; compressed when its name ends in `.gz`. */
  readonly file: string | undefined;
  readonly wantsSummary: boolean;
};

/** Why the command cannot run, in words for whoever typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const NUMBER_NAMES = Object.keys(NUMBER_OPTIONS) as readonly NumberOptionName[];

const WITHOUT: Partial<Record<NumberOptionName, string>> = {
  hours: `an hour for every ${FLOWS_PER_HOUR} flow logs`,
  nodes: `one for every ${PODS_PER_NODE} pods, 3 at least`,
};

/** What `--help` says. */
export const USAGE = `Usage: npm run -s generate -- [options] > flows.jsonl

Writes flow logs as NetObserv's would be, one JSON object a line, in the order of TimeReceived.

${NUMBER_NAMES.map(printNumberOption).join('\n')}
  --start TIME             when the stream begins, in ISO 8601; default ${DEFAULT_START}
  --out FILE               write there, not to standard output; FILE.gz is compressed
  --summary                say at the end, on standard error, what was written
  --help                   this text

The same options give the same stream, byte for byte. Exit code: 0, also when the reader closes the pipe;
1 when the output cannot be written; 2 when the arguments are wrong.
`;

function printNumberOption(name: NumberOptionName): string {
  const { help, fallback } = NUMBER_OPTIONS[name];
  const otherwise = fallback ?? WITHOUT[name] ?? '';
  return `  ${`--${name} N`.padEnd(25)}${help}: ${printRange(name)}; default ${otherwise}`;
}

/** Reads the arguments; throws a `UsageError` that names the option and what it may be. */
export function readCommand(args: readonly string[]): Command | 'help' {
  const values = parse(args);
  if (values.help === true) {
    return 'help';
  }
  const number = (name: NumberOptionName) => readNumber(name, values[name]);
  const flows = number('flows') ?? NUMBER_OPTIONS.flows.fallback;
  const namespaces = number('namespaces') ?? NUMBER_OPTIONS.namespaces.fallback;
  const podsPerNamespace = number('pods-per-namespace') ?? NUMBER_OPTIONS['pods-per-namespace'].fallback;
  const options: GeneratorOptions = {
    flows,
    seed: number('seed') ?? NUMBER_OPTIONS.seed.fallback,
    startMs: readTime(values.start ?? DEFAULT_START),
    hours: number('hours') ?? flows / FLOWS_PER_HOUR,
    namespaces,
    podsPerNamespace,
    nodes: readNodes(number('nodes'), namespaces * podsPerNamespace),
    failures: number('failures') ?? NUMBER_OPTIONS.failures.fallback,
    ipv6: number('ipv6') ?? NUMBER_OPTIONS.ipv6.fallback,
  };
  if (values.out === '') {
    throw new UsageError('--out must name a file');
  }
  return { options, file: values.out, wantsSummary: values.summary === true };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        flows: text,
        seed: text,
        hours: text,
        namespaces: text,
        'pods-per-namespace': text,
        nodes: text,
        failures: text,
        ipv6: text,
        start: text,
        out: text,
        summary: flag,
        help: flag,
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function readNumber(name: NumberOptionName, text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const { kind, least, most } = NUMBER_OPTIONS[name];
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(value >= least && value <= most) || (kind === 'whole' && !Number.isInteger(value))) {
    throw new UsageError(`--${name} must be ${printRange(name)}, not "${text}"`);
  }
  return value;
}

function printRange(name: NumberOptionName): string {
  const { kind, least, most } = NUMBER_OPTIONS[name];
  return `a ${kind === 'whole' ? 'whole number' : 'number'} from ${least} to ${most}`;
}

const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

function readTime(text: string): number {
  const ms = Date.parse(text);
  if (!(ms >= EARLIEST_MS && ms < LATEST_MS)) {
    throw new UsageError(
      `--start must be a time from 2000 to 2099 in ISO 8601, such as ${DEFAULT_START}, not "${text}"`,
    );
  }
  return ms;
}

/** Nodes for the pods: as many as asked for when they have room, else as many as are needed. */
function readNodes(asked: number | undefined, pods: number): number {
  const { most } = NUMBER_OPTIONS.nodes;
  const nodes = asked ?? Math.min(most, Math.max(3, Math.ceil(pods / PODS_PER_NODE)));
  const roomy = Math.ceil(pods / (MOST_PODS_PER_NODE * FULL));
  if (nodes < roomy) {
    throw new UsageError(
      roomy > most
        ? `--namespaces times --pods-per-namespace must be ${Math.floor(most * MOST_PODS_PER_NODE * FULL)} at most`
        : `--nodes must be ${roomy} at least for ${pods} pods, not ${nodes}`,
    );
  }
  return nodes;
}

/** How full the nodes may be with applications' pods: the cluster's own need room too. */
const FULL = 0.8;
