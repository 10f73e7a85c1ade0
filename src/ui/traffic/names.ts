import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { NamedNumber } from '#model/names/named-number.ts';
import { portName } from '#model/names/port-names.ts';
import {
  DSCPS,
  INTERFACE_DIRECTIONS,
  NODE_DIRECTIONS,
  PROTOCOLS,
  TCP_FLAGS,
} from '#model/names/network-names.ts';

type Names = ReadonlyMap<number, string>;

/** By number; the first name of a number is the one to show. */
function byNumber(table: readonly NamedNumber[]): Names {
  return new Map(table.toReversed().map(({ value, name }) => [value, name]));
}

export const PROTOCOL_NAMES: Names = byNumber(PROTOCOLS);
export const DSCP_NAMES: Names = byNumber(DSCPS);
export const NODE_DIRECTION_NAMES: Names = byNumber(NODE_DIRECTIONS);
export const INTERFACE_DIRECTION_NAMES: Names = byNumber(INTERFACE_DIRECTIONS);

/**
 * The service that a record speaks to, by the well-known name of a port of its protocol: the destination's, else the
 * source's, as answers come from there.
 */
export function serviceName(record: TrafficRecord): string | undefined {
  const protocol = numberField(record, 'Proto');
  const nameOf = (field: string) => portName(protocol, numberField(record, field));
  return nameOf('DstPort') ?? nameOf('SrcPort');
}

/** Names of the flags in a number of bits: 18 is `SYN, ACK`. */
export function tcpFlagNames(bits: number): readonly string[] {
  return TCP_FLAGS.filter(({ value }) => (bits & value) !== 0).map(({ name }) => tcpFlagText(name));
}

/** `SYN_ACK`, as the agent names both flags in one packet, reads `SYN-ACK`. */
export function tcpFlagText(name: string): string {
  return name.replaceAll('_', '-');
}
