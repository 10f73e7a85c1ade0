import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { NamedNumber } from '#model/names/named-number.ts';
import { nameOfNumber, namedNumbers } from '#model/names/named-number.ts';
import { portName } from '#model/names/port-names.ts';

/** What Zeek's analyzers call what is spoken at a port, where that is not the name of the port. */
const ANALYZERS: Readonly<Record<number, readonly NamedNumber[]>> = {
  6: namedNumbers(`
    http 80 ssl 443 ftp 21 ssh 22 smtp 25 dns 53 krb_tcp 88 pop3 110 imap 143 smb 445 ssl 636 ssl 853 ssl 993 ssl 995
    socks 1080 mqtt 1883 rdp 3389 ssl 6443 http 8080 ssl 8443`),
  17: namedNumbers('quic 443 dns 53 dhcp 67 dhcp 68 krb 88 ntp 123 snmp 161 syslog 514 radius 1812'),
};

const DNS_FIELDS = ['DnsId', 'DnsName', 'DnsFlagsResponseCode', 'DnsLatencyMs'];

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
  const protocol = numberField(latest, 'Proto');
  return port === undefined || protocol === undefined
    ? undefined
    : (nameOfNumber(ANALYZERS[protocol] ?? [], port) ?? portName(protocol, port));
}
