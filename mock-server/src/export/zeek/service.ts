import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { nameOfNumber, namedNumbers } from '#model/names/named-number.ts';
import { PORTS } from '#model/names/network-names.ts';

/** What Zeek's analyzers call what is spoken at a port, where that is not the name of the port. */
const ANALYZERS = namedNumbers(`
  http 80 ssl 443 ftp 21 ssh 22 smtp 25 dns 53 dhcp 67 dhcp 68 krb 88 pop3 110 ntp 123 imap 143 snmp 161 smb 445
  syslog 514 ssl 636 ssl 853 ssl 993 ssl 995 socks 1080 radius 1812 mqtt 1883 rdp 3389 ssl 6443 http 8080 ssl 8443`);

const DNS_FIELDS = ['DnsId', 'DnsName', 'DnsFlagsResponseCode', 'DnsLatencyMs'];
const PORTED: ReadonlySet<number | undefined> = new Set([6, 17, 132]);

/**
 * What was spoken, as far as it is known: DNS and TLS where the agent saw it, else what the port of the responder
 * is for. Nobody looked into the packets: the port is a guess.
 */
export function serviceOf(latest: TrafficRecord): string | undefined {
  if (DNS_FIELDS.some((field) => latest[field] !== undefined)) {
    return 'dns';
  }
  if (latest['TLSVersion'] !== undefined) {
    return 'ssl';
  }
  const port = numberField(latest, 'DstPort');
  return port === undefined || !PORTED.has(numberField(latest, 'Proto'))
    ? undefined
    : (nameOfNumber(ANALYZERS, port) ?? nameOfNumber(PORTS, port));
}
