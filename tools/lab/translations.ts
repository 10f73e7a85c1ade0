import type { Flow } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import { grouped } from './grouped.ts';

/** Both ends of a packet. */
export type FlowEnds = {
  readonly srcAddr: string;
  readonly srcPort: number;
  readonly dstAddr: string;
  readonly dstPort: number;
};

/** What a node's kernel made of a connection: its first packet's ends, and what they were changed to. */
export type Translation = {
  /** When the kernel said so, in ms since 1970. */
  readonly atMs: number;
  readonly proto: number;
  readonly original: FlowEnds;
  readonly translated: FlowEnds;
  readonly zoneId: number;
};

/** Events reach `conntrack` after the packet; a flow log of a lone SYN ends before its translation is told. */
const EVENT_DELAY_MS = 1000;

const EVENT = /^\[(\d+\.\d+)\]\s+\[(?:NEW|UPDATE)\]\s+ipv[46]\s+\d+\s+\w+\s+(\d+)\s/;
const TUPLE = /src=(\S+) dst=(\S+) sport=(\d+) dport=(\d+)/g;
const ZONE = / zone=(\d+)/;

/**
 * A line of `conntrack -E -o timestamp,extended` as a translation; absent when nothing is changed by it.
 *
 * The second tuple is that of the answers: the translated ends are its own, turned round. Protocols without
 * ports (ICMP) are left out.
 */
export function parseConntrackEvent(line: string): Translation | undefined {
  const event = EVENT.exec(line);
  const [original, reply] = [...line.matchAll(TUPLE)].map(endsOf);
  if (event === null || original === undefined || reply === undefined) {
    return undefined;
  }
  const translated: FlowEnds = {
    srcAddr: reply.dstAddr,
    srcPort: reply.dstPort,
    dstAddr: reply.srcAddr,
    dstPort: reply.srcPort,
  };
  const proto = Number(event[2]);
  return keyOf(proto, original) === keyOf(proto, translated)
    ? undefined
    : {
        atMs: Math.floor(Number(event[1]) * 1000),
        proto,
        original,
        translated,
        zoneId: Number(ZONE.exec(line)?.[1] ?? 0),
      };
}

function endsOf(match: readonly string[]): FlowEnds {
  const [, srcAddr = '', dstAddr = '', srcPort, dstPort] = match;
  return { srcAddr, srcPort: Number(srcPort), dstAddr, dstPort: Number(dstPort) };
}

function keyOf(proto: number, { srcAddr, srcPort, dstAddr, dstPort }: FlowEnds): string {
  return [proto, srcAddr, srcPort, dstAddr, dstPort].join(' ');
}

/**
 * Puts a node's translations on its flow logs, as the agent's packet translation does.
 *
 * Only flow logs with the ends that the connection's first packet came with carry them: neither answers nor what
 * goes on under the new ends. Of a port that was used again, the connection counts that was the latest by then.
 */
export function withTranslations(translations: readonly Translation[]): (flow: Flow) => Flow {
  const byOriginal = grouped(translations, ({ proto, original }) => keyOf(proto, original));
  return (flow) => {
    const known = byOriginal.get(
      keyOf(numberField(flow, 'Proto') ?? 0, {
        srcAddr: textField(flow, 'SrcAddr') ?? '',
        srcPort: numberField(flow, 'SrcPort') ?? 0,
        dstAddr: textField(flow, 'DstAddr') ?? '',
        dstPort: numberField(flow, 'DstPort') ?? 0,
      }),
    );
    const latestMs = (numberField(flow, 'TimeFlowEndMs') ?? 0) + EVENT_DELAY_MS;
    const translation = known?.findLast(({ atMs }) => atMs <= latestMs);
    return translation === undefined ? flow : { ...flow, ...translationFields(translation) };
  };
}

function translationFields({ zoneId, translated }: Translation): Flow {
  return {
    ZoneId: zoneId,
    XlatSrcAddr: translated.srcAddr,
    XlatSrcPort: translated.srcPort,
    XlatDstAddr: translated.dstAddr,
    XlatDstPort: translated.dstPort,
  };
}
