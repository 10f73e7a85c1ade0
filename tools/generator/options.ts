/** What a stream of flow logs is made by; the same options give the same stream, byte for byte. */
export type GeneratorOptions = {
  /** Exactly so many flow logs. */
  readonly flows: number;
  readonly seed: number;
  /** The begin of the stream, in milliseconds since 1970. */
  readonly startMs: number;
  /** How long the stream is about: the rate of connections follows from it. */
  readonly hours: number;
  /** Namespaces in all, those of the cluster itself included. */
  readonly namespaces: number;
  /** Pods of a namespace on average. */
  readonly podsPerNamespace: number;
  readonly nodes: number;
  /** Share of connections that fail in one way or another. */
  readonly failures: number;
  /** Share of connections over IPv6. */
  readonly ipv6: number;
};

/** The options that are numbers of their own: what they may be, and what they are when nothing is said. */
export const NUMBER_OPTIONS = {
  flows: { kind: 'whole', least: 1, most: 1e12, fallback: 1_000_000, help: 'how many flow logs, exactly' },
  seed: {
    kind: 'whole',
    least: 0,
    most: Number.MAX_SAFE_INTEGER,
    fallback: 1,
    help: 'another seed, another stream',
  },
  hours: {
    kind: 'real',
    least: 0.001,
    most: 10_000,
    fallback: undefined,
    help: 'about how long the stream is',
  },
  namespaces: {
    kind: 'whole',
    least: 8,
    most: 2_000,
    fallback: 50,
    help: 'namespaces, those of the cluster included',
  },
  'pods-per-namespace': {
    kind: 'whole',
    least: 1,
    most: 200,
    fallback: 12,
    help: 'pods of a namespace on average',
  },
  nodes: { kind: 'whole', least: 1, most: 500, fallback: undefined, help: 'nodes of the cluster' },
  failures: { kind: 'real', least: 0, most: 1, fallback: 0.02, help: 'share of connections that fail' },
  ipv6: { kind: 'real', least: 0, most: 1, fallback: 0.1, help: 'share of connections over IPv6' },
} as const satisfies Record<string, NumberOption>;

type NumberOption = {
  readonly kind: 'whole' | 'real';
  readonly least: number;
  readonly most: number;
  readonly fallback: number | undefined;
  readonly help: string;
};

/** The name of an option that is a number, as it is typed, without the dashes. */
export type NumberOptionName = keyof typeof NUMBER_OPTIONS;

/** Without `--hours`, so many flow logs an hour: a million is two hours and a half. */
export const FLOWS_PER_HOUR = 400_000;

/** Without `--nodes`, a node for so many pods. */
export const PODS_PER_NODE = 100;

/** What a node's pod network has addresses for: a /23 without its first and last, and some for later. */
export const MOST_PODS_PER_NODE = 480;

/** A day with little in it: times from here on are milliseconds, not seconds by mistake. */
export const DEFAULT_START = '2026-01-05T08:00:00Z';
