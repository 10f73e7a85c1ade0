import type { RecordType } from '#model/event.ts';

/** What an output field makes of its input over the life of a connection. */
export const OPERATIONS = ['sum', 'count', 'min', 'max', 'first', 'last'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A named, ordered group of flow fields. Every field of every group is a key field of a connection. */
export type FieldGroup = {
  readonly name: string;
  readonly fields: readonly string[];
};

/**
 * Which groups make the identity of a connection.
 *
 * `fieldGroupRefs` are hashed in their order. With both `fieldGroupARef` and `fieldGroupBRef` a connection
 * has two directions, and a flow from B to A belongs to it as well; with both empty it has one.
 */
export type HashDefinition = {
  readonly fieldGroupRefs: readonly string[];
  readonly fieldGroupARef: string;
  readonly fieldGroupBRef: string;
};

/** An aggregate that connection records carry: `name`, or `name_AB` and `name_BA` when split. */
export type OutputField = {
  readonly name: string;
  readonly operation: Operation;
  readonly splitAB: boolean;
  readonly input: string;
  readonly reportMissing: boolean;
};

/** A value that a selector compares a key field with. */
export type SelectorValue = string | number | boolean | null;

/** The timing of the connections whose keys match `selector`; an empty selector matches all. */
export type SchedulingGroupConfig = {
  readonly selector: Readonly<Record<string, SelectorValue>>;
  readonly endConnectionTimeoutMs: number;
  readonly terminatingTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
};

/** How the TCP flags of flows are used; `fieldName` holds the bit mask. */
export type TcpFlagsConfig = {
  readonly fieldName: string;
  readonly detectEndConnection: boolean;
  readonly swapAB: boolean;
};

/**
 * A valid configuration of connection tracking: `extract.conntrack` of flowlogs-pipeline, with defaults
 * filled in and durations in milliseconds (fractions allowed).
 *
 * `parseConntrackConfig` and `productionConfig` make one; the tracker relies on the rules they keep.
 */
export type ConntrackConfig = {
  readonly keyDefinition: {
    readonly fieldGroups: readonly FieldGroup[];
    readonly hash: HashDefinition;
  };
  readonly outputRecordTypes: readonly RecordType[];
  readonly outputFields: readonly OutputField[];
  readonly scheduling: readonly SchedulingGroupConfig[];
  /** Flows of further connections are dropped at this many open ones; 0 or less: no limit. */
  readonly maxConnectionsTracked: number;
  readonly tcpFlags: TcpFlagsConfig;
};
