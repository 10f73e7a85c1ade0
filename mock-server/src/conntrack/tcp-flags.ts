import type { Flow } from '#model/flow.ts';

import type { TcpFlagsConfig } from './config/conntrack-config.ts';
import { toBits32 } from './convert.ts';

/** Bits of a flow's TCP flags: those of TCP, and the agent's own for two of them in one packet. */
export const TCP_FLAGS = {
  FIN: 0x01,
  SYN: 0x02,
  RST: 0x04,
  PSH: 0x08,
  ACK: 0x10,
  URG: 0x20,
  ECE: 0x40,
  CWR: 0x80,
  SYN_ACK: 0x100,
  FIN_ACK: 0x200,
  RST_ACK: 0x400,
} as const;

/** Which flags besides a bare FIN say that a connection ends; the reference knows none. */
export type EndFlagsOptions = {
  readonly endOnFinAck?: boolean;
  readonly endOnReset?: boolean;
};

/** What the TCP flags of a flow say of its connection. The protocol is not looked at. */
export class TcpFlagReader {
  readonly #field: string;
  readonly #endMask: number;
  readonly #swapMask: number;

  constructor({ fieldName, detectEndConnection, swapAB }: TcpFlagsConfig, options: EndFlagsOptions) {
    this.#field = fieldName;
    this.#endMask = detectEndConnection ? endMask(options) : 0;
    this.#swapMask = swapAB ? TCP_FLAGS.SYN_ACK : 0;
  }

  /** Whether a flow carries the end of its connection; never when that is not to be detected. */
  isEnd(flow: Flow): boolean {
    return this.#endMask !== 0 && (this.#read(flow) & this.#endMask) !== 0;
  }

  /** Whether a flow answers an opening, so that it goes from B to A; never when that is not to be used. */
  isAnswer(flow: Flow): boolean {
    return this.#swapMask !== 0 && (this.#read(flow) & this.#swapMask) !== 0;
  }

  /** Whether a flow opens its connection, so that it goes from A to B; never when that is not to be used. */
  isOpening(flow: Flow): boolean {
    return this.#swapMask !== 0 && (this.#read(flow) & TCP_FLAGS.SYN) !== 0;
  }

  /** The bits; none where the field is absent or is no number. */
  #read(flow: Flow): number {
    return toBits32(flow[this.#field]) ?? 0;
  }
}

function endMask({ endOnFinAck = false, endOnReset = false }: EndFlagsOptions): number {
  return (
    TCP_FLAGS.FIN |
    (endOnFinAck ? TCP_FLAGS.FIN_ACK : 0) |
    (endOnReset ? TCP_FLAGS.RST | TCP_FLAGS.RST_ACK : 0)
  );
}
