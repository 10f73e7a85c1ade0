import type { NamedNumber } from './named-number.ts';
import { nameOfNumber, namedNumbers } from './named-number.ts';

const TCP = 6;
const UDP = 17;
const SCTP = 132;

/** Ports that are registered for TCP and UDP alike, by their IANA service name, and those that clusters use. */
const TCP_AND_UDP = namedNumbers(`
  http 80 https 443 dns 53 domain 53 kerberos 88 sunrpc 111 ntp 123 epmap 135 netbios-ns 137 netbios-dgm 138
  netbios-ssn 139 snmp 161 snmptrap 162 ldap 389 svrloc 427 microsoft-ds 445 kpasswd 464 ipp 631 domain-s 853
  openvpn 1194 ms-sql-s 1433 radius 1812 radius-acct 1813 nfs 2049 stun 3478 ms-wbt-server 3389 sip 5060 sips 5061
  memcached 11211`);

/** Ports that speak TCP. */
const TCP_ALONE = namedNumbers(`
  ftp-data 20 ftp 21 ssh 22 telnet 23 smtp 25 whois 43 tacacs 49 finger 79 pop3 110 ident 113 imap 143 bgp 179 irc 194
  exec 512 login 513 shell 514 printer 515 submissions 465 submission 587 rtsp 554 ldaps 636 rsync 873 ftps 990
  imaps 993 pop3s 995 socks 1080 oracle 1521 mqtt 1883 etcd-client 2379 etcd-server 2380 squid 3128 mysql 3306
  postgresql 5432 amqps 5671 amqp 5672 vnc 5900 x11 6000 redis 6379 kube-apiserver 6443 http-alt 8080 https-alt 8443
  mqtts 8883 prometheus 9090 kafka 9092 elasticsearch 9200 kubelet 10250 mongodb 27017`);

/** Ports that speak UDP. */
const UDP_ALONE = namedNumbers(`
  dhcp 67 bootps 67 bootpc 68 tftp 69 isakmp 500 biff 512 who 513 syslog 514 rip 520 dhcpv6-client 546
  dhcpv6-server 547 l2tp 1701 ssdp 1900 ipfix 4739 ipsec-nat-t 4500 vxlan 4789 mdns 5353 llmnr 5355 geneve 6081
  sflow 6343 netflow 2055`);

/** Ports that are registered for SCTP. */
const SCTP_ALONE = namedNumbers(
  'http 80 https 443 bgp 179 m3ua 2905 diameter 3868 s1ap 36412 x2ap 36422 ngap 38412',
);

const BY_PROTOCOL: Readonly<Record<number, readonly NamedNumber[]>> = {
  [TCP]: [...TCP_ALONE, ...TCP_AND_UDP],
  [UDP]: [...UDP_ALONE, ...TCP_AND_UDP],
  [SCTP]: SCTP_ALONE,
};

/** Every name of a port, whatever the protocol: what may be written for its number. */
export const PORTS: readonly NamedNumber[] = distinct([
  ...TCP_AND_UDP,
  ...TCP_ALONE,
  ...UDP_ALONE,
  ...SCTP_ALONE,
]);

/** What a port is for, by protocol: 514 is `shell` of TCP and `syslog` of UDP; `undefined` where nothing is known. */
export function portName(protocol: number | undefined, port: number | undefined): string | undefined {
  const names = protocol === undefined ? undefined : BY_PROTOCOL[protocol];
  return names === undefined || port === undefined ? undefined : nameOfNumber(names, port);
}

/** Each name of a number once. */
function distinct(table: readonly NamedNumber[]): readonly NamedNumber[] {
  return [...new Map(table.map((entry) => [`${entry.name} ${String(entry.value)}`, entry])).values()];
}
