import { PAIR_PORTS } from './pair-cluster.ts';

/** Ports that worker-1 drops without a word. */
export const FILTERED_PORTS = [23, 111, 135, 139] as const;

/** Ports that the scanner tries, in its order: mostly those below 230. */
export const SCANNED_PORTS: readonly number[] = [
  ...Array.from({ length: 229 }, (_, index) => index + 1),
  PAIR_PORTS.lines,
  PAIR_PORTS.http,
];
