import type { ConnectionNotes } from './connection-notes.ts';
import type { NumericKind } from './identity/numeric-kind.ts';
import type { EndFlagsOptions } from './tcp-flags.ts';

/**
 * How a tracker departs from flowlogs-pipeline, by default in nothing: then its records are the same bit
 * for bit.
 *
 * `endOnFinAck`: FIN_ACK, which is what the agent makes of nearly every FIN, ends a connection as FIN does.
 * `endOnReset`: so do RST and RST_ACK. Both need `detectEndConnection` in the configuration.
 */
export type ConntrackOptions = EndFlagsOptions & {
  /** What the numbers of flows were before they became JSON. */
  readonly numbers: NumericKind;
  /** Flows of protocols that are not tracked (ICMP, ARP …) come out as flow logs, without an id. */
  readonly passUntracked?: boolean;
  /** What is over ends before a batch is applied, so that a flow after a silence opens a new connection. */
  readonly expireBeforeApplying?: boolean;
  /**
   * Connections of several clusters and networks are told apart, as each cluster runs a pipeline of its own: the records
   * are those of a tracker for each, in one order. Ids stay those of the tuples.
   */
  readonly separateSpaces?: boolean;
  /**
   * A connection that goes on after it was over by silence keeps the client that its SYN had told, whoever speaks first
   * then.
   */
  readonly keepsOpeners?: boolean;
  /** Makes what takes note of the flows of one connection, and adds to its events. */
  readonly createNotes?: () => ConnectionNotes;
};
