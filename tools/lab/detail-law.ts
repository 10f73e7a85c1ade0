import type { Flow } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import { FLOW_FLAGS } from '../../mock-server/src/recording/meter/tcp-flags.ts';
import { grouped } from './grouped.ts';

/** Laws about details that agents tell of flows; each is explained at `SightLaw`. */
export type DetailLaw =
  | { readonly kind: 'translated'; readonly atLeast: number }
  | { readonly kind: 'answered'; readonly code: string; readonly atLeast: number }
  | { readonly kind: 'reset'; readonly connections: number }
  | { readonly kind: 'dropped'; readonly packets: number; readonly cause: string }
  | { readonly kind: 'retried'; readonly attempts: number };

const ENDS = ['SrcAddr', 'SrcPort', 'DstAddr', 'DstPort'];
const RESET = FLOW_FLAGS.rst | FLOW_FLAGS.rstAck;
const OPENED = FLOW_FLAGS.ack | FLOW_FLAGS.synAck;

/** How flow logs break a law; absent when they keep it. */
export function detailBreach(law: DetailLaw, flows: readonly Flow[]): string | undefined {
  switch (law.kind) {
    case 'translated':
      return tooFew('translated flow logs', law.atLeast, flows.filter(isTranslated).length);
    case 'answered': {
      const answers = flows.filter((flow) => textField(flow, 'DnsFlagsResponseCode') === law.code);
      return tooFew(`answers ${law.code}`, law.atLeast, answers.length);
    }
    case 'reset':
      return tooFew('resets', law.connections, connections(flows).filter(isReset).length);
    case 'dropped': {
      const counts = flows
        .filter((flow) => textField(flow, 'PktDropLatestDropCause') === law.cause)
        .map((flow) => numberField(flow, 'PktDropPackets') ?? 0);
      return tooFew(
        `packets dropped by ${law.cause}`,
        law.packets,
        counts.reduce((total, count) => total + count, 0),
      );
    }
    case 'retried':
      return retryBreach(law.attempts, connections(flows));
  }
}

function tooFew(what: string, atLeast: number, found: number): string | undefined {
  return found >= atLeast ? undefined : `${String(found)} ${what}, not ${String(atLeast)}`;
}

function isTranslated(flow: Flow): boolean {
  return textField(flow, 'XlatDstAddr') !== undefined && ENDS.some((end) => flow[end] !== flow[`Xlat${end}`]);
}

/** Flow logs by 5-tuple, taken without direction, by start. */
function connections(flows: readonly Flow[]): readonly (readonly Flow[])[] {
  return [
    ...grouped(flows, (flow) =>
      ['Src', 'Dst']
        .map((end) => `${textField(flow, `${end}Addr`) ?? ''} ${String(numberField(flow, `${end}Port`))}`)
        .sort()
        .join(' '),
    ).values(),
  ];
}

function isReset(connection: readonly Flow[]): boolean {
  const flags = flagsOf(connection);
  return (flags & RESET) !== 0 && (flags & OPENED) !== 0;
}

function retryBreach(attempts: number, tried: readonly (readonly Flow[])[]): string | undefined {
  const got = tried.map((connection) => (flagsOf(connection) & FLOW_FLAGS.ack) !== 0);
  return got.lastIndexOf(true) === tried.length - 1 && got.indexOf(true) === tried.length - 1
    ? tooFew('attempts', attempts, tried.length)
    : 'not the last attempt alone got through';
}

function flagsOf(connection: readonly Flow[]): number {
  return connection.reduce((flags, flow) => flags | (numberField(flow, 'Flags') ?? 0), 0);
}
