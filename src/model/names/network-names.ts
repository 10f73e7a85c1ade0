import { namedNumbers } from './named-number.ts';

/** IP protocols by their IANA keyword; the first name of a number is the one to show. */
export const PROTOCOLS = namedNumbers(`
  TCP 6 UDP 17 SCTP 132 ICMP 1 ICMPv6 58 IPv6-ICMP 58 IGMP 2 IPIP 4 IP-in-IP 4 EGP 8 IGP 9 DCCP 33 IPv6 41 RSVP 46
  GRE 47 ESP 50 AH 51 EIGRP 88 OSPF 89 OSPFIGP 89 PIM 103 VRRP 112 L2TP 115`);

/** Differentiated services code points (RFC 2474, 2597, 3246, 5865, 8622). */
export const DSCPS = namedNumbers(`
  CS0 0 Standard 0 LE 1 CS1 8 AF11 10 AF12 12 AF13 14 CS2 16 AF21 18 AF22 20 AF23 22 CS3 24 AF31 26 AF32 28 AF33 30
  CS4 32 AF41 34 AF42 36 AF43 38 CS5 40 VA 44 EF 46 CS6 48 CS7 56`);

/** Direction of a flow as its node sees it (`FlowDirection`). */
export const NODE_DIRECTIONS = namedNumbers('Ingress 0 Egress 1 Inner 2');

/** Direction of a flow as an interface sees it (`IfDirections`). */
export const INTERFACE_DIRECTIONS = namedNumbers('Ingress 0 Egress 1');

/** TCP flags, with the three that the agent adds for flags in one packet. */
export const TCP_FLAGS = namedNumbers(`
  FIN 1 SYN 2 RST 4 PSH 8 ACK 16 URG 32 ECE 64 CWR 128 SYN_ACK 256 FIN_ACK 512 RST_ACK 1024`);

/** DNS response codes (IANA); records hold the name. */
export const DNS_CODES = namedNumbers(`
  NoError 0 FormErr 1 ServFail 2 NXDomain 3 NotImp 4 Refused 5 YXDomain 6 YXRRSet 7 NXRRSet 8 NotAuth 9 NotZone 10
  DSOTYPENI 11 BADVERS 16 BADSIG 16 BADKEY 17 BADTIME 18 BADMODE 19 BADNAME 20 BADALG 21 BADTRUNC 22 BADCOOKIE 23`);

/** Kinds that a record names in its `…K8S_Type`; every other kind is one of an owner. */
export const BASE_KINDS = ['Pod', 'Service', 'Node'] as const;

/** Kinds of owners that are offered; a record may hold others. */
export const OWNER_KINDS = ['Gateway', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;

/** States of a TCP socket (Linux, `net/tcp_states.h`); records hold the name. */
export const TCP_STATES = namedNumbers(`
  TCP_ESTABLISHED 1 TCP_SYN_SENT 2 TCP_SYN_RECV 3 TCP_FIN_WAIT1 4 TCP_FIN_WAIT2 5 TCP_TIME_WAIT 6 TCP_CLOSE 7
  TCP_CLOSE_WAIT 8 TCP_LAST_ACK 9 TCP_LISTEN 10 TCP_CLOSING 11 TCP_NEW_SYN_RECV 12`);

/** What the names of the kernel's reasons to drop a packet begin with. */
export const DROP_CAUSE_PREFIX = 'SKB_DROP_REASON_';

/**
 * Reasons of the kernel to drop a packet (Linux, `net/dropreason-core.h`); records hold the name.
 *
 * These keep their numbers from one kernel to the next; those of `LATER_DROP_CAUSES` do not.
 */
export const DROP_CAUSES = namedNumbers(`
  SKB_DROP_REASON_NOT_SPECIFIED 2 SKB_DROP_REASON_NO_SOCKET 3 SKB_DROP_REASON_PKT_TOO_SMALL 4 SKB_DROP_REASON_TCP_CSUM 5
  SKB_DROP_REASON_SOCKET_FILTER 6 SKB_DROP_REASON_UDP_CSUM 7 SKB_DROP_REASON_NETFILTER_DROP 8
  SKB_DROP_REASON_OTHERHOST 9 SKB_DROP_REASON_IP_CSUM 10 SKB_DROP_REASON_IP_INHDR 11 SKB_DROP_REASON_IP_RPFILTER 12
  SKB_DROP_REASON_UNICAST_IN_L2_MULTICAST 13 SKB_DROP_REASON_XFRM_POLICY 14 SKB_DROP_REASON_IP_NOPROTO 15
  SKB_DROP_REASON_SOCKET_RCVBUFF 16 SKB_DROP_REASON_PROTO_MEM 17`);

export const LATER_DROP_CAUSES: readonly string[] = [
  'SOCKET_BACKLOG',
  'TCP_FLAGS',
  'TCP_ZEROWINDOW',
  'TCP_OLD_DATA',
  'TCP_OVERWINDOW',
  'TCP_OFOMERGE',
  'TCP_RFC7323_PAWS',
  'TCP_INVALID_SEQUENCE',
  'TCP_RESET',
  'TCP_INVALID_SYN',
  'TCP_CLOSE',
  'TCP_OLD_ACK',
  'TCP_TOO_OLD_ACK',
  'TCP_ACK_UNSENT_DATA',
  'TCP_OFO_QUEUE_PRUNE',
  'TCP_OFO_DROP',
  'IP_OUTNOROUTES',
  'BPF_CGROUP_EGRESS',
  'IPV6DISABLED',
  'NEIGH_CREATEFAIL',
  'NEIGH_FAILED',
  'NEIGH_QUEUEFULL',
  'NEIGH_DEAD',
  'TC_EGRESS',
  'TC_INGRESS',
  'QDISC_DROP',
  'CPU_BACKLOG',
  'XDP',
  'UNHANDLED_PROTO',
  'SKB_CSUM',
  'SKB_GSO_SEG',
  'DEV_HDR',
  'FULL_RING',
  'NOMEM',
  'HDR_TRUNC',
  'DEV_READY',
  'IP_INADDRERRORS',
  'IP_INNOROUTES',
  'PKT_TOO_BIG',
  'DUP_FRAG',
  'FRAG_REASM_TIMEOUT',
  'FRAG_TOO_FAR',
].map((name) => `${DROP_CAUSE_PREFIX}${name}`);

/** Errors of the agent that tracks DNS (Linux, `errno.h`). */
export const DNS_ERRORS = namedNumbers(`
  EPERM 1 ENOENT 2 ESRCH 3 EINTR 4 EIO 5 ENXIO 6 E2BIG 7 ENOEXEC 8 EBADF 9 ECHILD 10 EAGAIN 11 ENOMEM 12 EACCES 13
  EFAULT 14 ENOTBLK 15 EBUSY 16 EEXIST 17 EXDEV 18 ENODEV 19 ENOTDIR 20 EISDIR 21 EINVAL 22 ENFILE 23 EMFILE 24 ENOTTY 25
  ETXTBSY 26 EFBIG 27 ENOSPC 28 ESPIPE 29 EROFS 30 EMLINK 31 EPIPE 32 EDOM 33 ERANGE 34 ETIMEDOUT 110
  ECONNREFUSED 111`);
