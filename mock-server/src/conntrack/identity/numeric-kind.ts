/**
 * What the numbers of flows were before they became JSON: it is part of the identity of a connection.
 *
 * `uint`: as the eBPF agent sends them (key fields, flags and counters unsigned); `float`: as
 * flowlogs-pipeline reads JSON; `int`: as its own tests write them.
 */
export const NUMERIC_KINDS = ['uint', 'int', 'float'] as const;
export type NumericKind = (typeof NUMERIC_KINDS)[number];
