import type { ServerOptions } from '../src/config.ts';

/** A connection as Zeek and our export have it; ends are `address:port`. */
export type Connection = {
  readonly proto: string;
  readonly originator: string;
  readonly responder: string;
  readonly packets: EachWay;
  readonly ipBytes: EachWay;
  /** 0 of a single packet, of which Zeek says nothing. */
  readonly durationS: number;
  /** Absent where it is not claimed to be known. */
  readonly state: string | undefined;
};
type EachWay = { readonly originator: number; readonly responder: number };

/** Zeek ends a silent connection of TCP after five minutes, and has no heartbeats. */
export const SETTINGS_LIKE_ZEEK: NonNullable<ServerOptions['collector']> = {
  logTypes: 'All',
  heartbeatMs: 300_000,
  endTimeoutMs: 300_000,
  terminatingTimeoutMs: 5_000,
  features: [],
};

/** `expected.json`: the connections that Zeek's own logs name, by capture. */
export function connectionsOfZeek(json: string): ReadonlyMap<string, readonly Connection[]> {
  const files = Object.entries(JSON.parse(json) as Readonly<Record<string, readonly ZeekConnection[]>>);
  return new Map(files.map(([file, connections]) => [file, connections.map(connectionOf)]));
}

type ZeekConnection = {
  readonly proto: string;
  readonly orig: readonly [address: string, port: number];
  readonly resp: readonly [address: string, port: number];
  readonly state: string;
  readonly duration: number | null;
  readonly origPackets: number;
  readonly respPackets: number;
  readonly origIpBytes: number;
  readonly respIpBytes: number;
};

function connectionOf(of: ZeekConnection): Connection {
  return {
    proto: of.proto,
    originator: of.orig.join(':'),
    responder: of.resp.join(':'),
    packets: { originator: of.origPackets, responder: of.respPackets },
    ipBytes: { originator: of.origIpBytes, responder: of.respIpBytes },
    durationS: of.duration ?? 0,
    state: of.state,
  };
}

/** The lines of a conn.log. */
export function connectionsIn(log: string): readonly Connection[] {
  const lines = log.split('\n');
  const fields =
    lines
      .find((line) => line.startsWith('#fields\t'))
      ?.split('\t')
      .slice(1) ?? [];
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const cells = new Map(line.split('\t').map((cell, index) => [fields[index] ?? '', cell]));
      const cell = (name: string) => cells.get(name) ?? '';
      const eachWay = (counter: string) => ({
        originator: Number(cell(`orig_${counter}`)),
        responder: Number(cell(`resp_${counter}`)),
      });
      return {
        proto: cell('proto'),
        originator: `${cell('id.orig_h')}:${cell('id.orig_p')}`,
        responder: `${cell('id.resp_h')}:${cell('id.resp_p')}`,
        packets: eachWay('pkts'),
        ipBytes: eachWay('ip_bytes'),
        durationS: Number(cell('duration')),
        state: cell('conn_state') === '-' ? undefined : cell('conn_state'),
      };
    });
}
