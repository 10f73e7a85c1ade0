import { createHash } from 'node:crypto';

import type { Conversation } from '#model/conversation/conversation.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import { isInIpRange, parseIp, parseIpRange } from '#model/net/ip.ts';

import type { FileWriter } from '../file-writer.ts';
import type { QueryFacts } from '../query-facts.ts';
import { printQueryFacts } from '../query-facts.ts';
import { connState } from './conn-state.ts';
import { eachWay } from './each-way.ts';
import { ipBytes } from './ip-bytes.ts';
import { serviceOf } from './service.ts';
import { EMPTY, UNSET, zeekBool, zeekCount, zeekInstant, zeekSeconds, zeekText } from './zeek-value.ts';

/** The fields of Zeek's conn.log and their types, in its order. */
const FIELDS = [
  ['ts', 'time'],
  ['uid', 'string'],
  ['id.orig_h', 'addr'],
  ['id.orig_p', 'port'],
  ['id.resp_h', 'addr'],
  ['id.resp_p', 'port'],
  ['proto', 'enum'],
  ['service', 'string'],
  ['duration', 'interval'],
  ['orig_bytes', 'count'],
  ['resp_bytes', 'count'],
  ['conn_state', 'string'],
  ['local_orig', 'bool'],
  ['local_resp', 'bool'],
  ['missed_bytes', 'count'],
  ['history', 'string'],
  ['orig_pkts', 'count'],
  ['orig_ip_bytes', 'count'],
  ['resp_pkts', 'count'],
  ['resp_ip_bytes', 'count'],
  ['tunnel_parents', 'set[string]'],
] as const;
type FieldName = (typeof FIELDS)[number][0];

/** What Zeek takes for local by itself (`Site::private_address_space`). */
const LOCAL = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  'fc00::/7',
  '::1/128',
]
  .map(parseIpRange)
  .filter((range) => range !== undefined);

const ICMP = 1;
const ICMP6 = 58;
const TRANSPORTS: Readonly<Record<number, string>> = { 6: 'tcp', 17: 'udp', [ICMP]: 'icmp', [ICMP6]: 'icmp' };

/**
 * Conversations as Zeek's conn.log in its format of columns separated by tabs.
 *
 * What nobody measured is not set: bytes of payload, gaps, history. See docs/export.md.
 */
export function connLogWriter(facts: QueryFacts, now: () => number): FileWriter<Conversation> {
  return {
    head: () =>
      [
        '#separator \\x09',
        '#set_separator\t,',
        `#empty_field\t${EMPTY}`,
        `#unset_field\t${UNSET}`,
        '#path\tconn',
        `#open\t${zeekInstant(now())}`,
        `#query\t${printQueryFacts(facts)}`,
        `#fields\t${FIELDS.map(([name]) => name).join('\t')}`,
        `#types\t${FIELDS.map(([, type]) => type).join('\t')}\n`,
      ].join('\n'),
    items: (conversations) => conversations.map((conversation) => `${printLine(conversation)}\n`).join(''),
    end: ({ count, isTruncated }) =>
      `${isTruncated ? `#truncated\tat ${count}: more match\n` : ''}#close\t${zeekInstant(now())}\n`,
  };
}

function printLine(conversation: Conversation): string {
  const values = valuesOf(conversation);
  return FIELDS.map(([name]) => values[name]).join('\t');
}

function valuesOf(conversation: Conversation): Readonly<Record<FieldName, string>> {
  const { key, startMs, endMs, latest } = conversation;
  const packets = eachWay(latest, 'Packets');
  const bytes = ipBytes(latest);
  const [originator, responder] = [textField(latest, 'SrcAddr'), textField(latest, 'DstAddr')];
  const [originatorPort, responderPort] = portsOf(latest);
  return {
    ts: zeekSeconds(startMs),
    uid: uidOf(key),
    'id.orig_h': zeekText(originator),
    'id.orig_p': zeekCount(originatorPort),
    'id.resp_h': zeekText(responder),
    'id.resp_p': zeekCount(responderPort),
    proto: TRANSPORTS[numberField(latest, 'Proto') ?? -1] ?? 'unknown_transport',
    service: zeekText(serviceOf(latest)),
    duration: zeekSeconds(endMs - startMs),
    orig_bytes: UNSET,
    resp_bytes: UNSET,
    conn_state: zeekText(connState(conversation)),
    local_orig: zeekBool(isLocal(originator)),
    local_resp: zeekBool(isLocal(responder)),
    missed_bytes: UNSET,
    history: UNSET,
    orig_pkts: zeekCount(packets?.originator),
    orig_ip_bytes: zeekCount(bytes?.originator),
    resp_pkts: zeekCount(packets?.responder),
    resp_ip_bytes: zeekCount(bytes?.responder),
    tunnel_parents: EMPTY,
  };
}

/** Ports; type and code of ICMP stand in their place, as Zeek has it, and 0 where there are none. */
function portsOf(latest: TrafficRecord): readonly [number, number] {
  const protocol = numberField(latest, 'Proto');
  return protocol === ICMP || protocol === ICMP6
    ? [numberField(latest, 'IcmpType') ?? 0, numberField(latest, 'IcmpCode') ?? 0]
    : [numberField(latest, 'SrcPort') ?? 0, numberField(latest, 'DstPort') ?? 0];
}

function isLocal(address: string | undefined): boolean | undefined {
  const ip = parseIp(address ?? '');
  return ip && LOCAL.some((range) => isInIpRange(ip, range));
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const UID_BYTES = 12;
const UID_DIGITS = 17;

/** A name of the instance as Zeek makes them, 96 bits in base 62 behind a C; the same key has the same one. */
function uidOf(key: string): string {
  const hash = createHash('sha256')
    .update(key)
    .digest('hex')
    .slice(0, UID_BYTES * 2);
  let rest = BigInt(`0x${hash}`);
  let digits = '';
  while (rest > 0n) {
    digits = BASE62.charAt(Number(rest % 62n)) + digits;
    rest /= 62n;
  }
  return `C${digits.padStart(UID_DIGITS, '0')}`;
}
