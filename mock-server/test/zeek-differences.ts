/** What Zeek says differently of the connections between two ends, and why it may. */
type Known = { readonly reason: string; readonly differences: readonly string[] };

const AFTER_THE_CLOSE =
  'What comes after both ends have closed (the last ACK, a FIN again, a RST) does not lengthen a connection in Zeek.';
const RESET =
  "A RST ends a connection in Zeek; in NetObserv's tracking silence does, so that what comes soon after belongs to it.";
const REFUSED =
  "Each refused attempt is a connection in Zeek; in NetObserv's tracking those from the same port soon after each other are one.";
const PORT_GUESS =
  "No beginning was captured: Zeek takes the end with a service's port for the responder, tracking the first one that sends for A.";
const BAD_CHECKSUM = 'Zeek does not count packets whose checksum is wrong, an agent does.';

/**
 * All differences with Zeek that remain, by capture and by the ends as Zeek names them.
 *
 * A difference reads `what: as Zeek has it, here as we have it`; packets and bytes are those of Zeek's originator and
 * responder.
 */
export const REMAINING: Readonly<Record<string, Readonly<Record<string, Known>>>> = {
  'globus-url-copy.pcap': {
    'tcp 192.168.57.103:35391 192.168.57.101:55968': {
      reason: 'Zeek stops looking at a data channel of GridFTP as soon as it knows that it is one.',
      differences: [
        'packets: 7/6, here 9/9',
        'bytes: 2481/3516, here 2611/3689',
        'duration: 0.01076, here 0.014',
      ],
    },
  },
  'modbus__modbus-and-non-modbus-p502.pcap': {
    'tcp 159.203.208.13:33752 192.168.10.113:502': closed('0.470159, here 0.651'),
    'tcp 198.74.56.135:60293 192.168.10.111:502': { reason: RESET, differences: ['connections: 2, here 1'] },
    'tcp 62.122.184.123:7488 192.168.10.111:502': closed('30.159557, here 30.22'),
    'tcp 66.175.213.4:58380 192.168.10.111:502': closed('59.999857, here 60.117'),
    'tcp 87.236.176.106:38129 192.168.10.111:502': closed('5.102604, here 5.154'),
    'tcp 87.236.176.96:60175 192.168.10.111:502': closed('5.052092, here 5.103'),
  },
  'ntp__misordered-ntp.pcap': {
    'udp 192.168.1.95:123 17.253.4.253:123': {
      reason:
        'Zeek reads in NTP that the second packet is of a client, turns the connection round and counts both packets for it.',
      differences: [
        'opener: 192.168.1.95:123, here 17.253.4.253:123',
        'packets: 2/0, here 1/1',
        'bytes: 152/0, here 76/76',
        'state: S0, here SF',
      ],
    },
  },
  'pop3__pop3.pcap': {
    'tcp 192.168.0.4:26242 212.227.15.188:110': { reason: REFUSED, differences: ['connections: 3, here 1'] },
    'tcp 192.168.0.4:26245 212.227.15.171:110': { reason: REFUSED, differences: ['connections: 3, here 1'] },
    'tcp 192.168.0.4:26272 212.227.15.166:110': closed('0.163506, here 0.212'),
    'tcp 192.168.0.4:26284 212.227.15.166:110': closed('3.469839, here 3.52'),
    'tcp 192.168.0.4:26304 212.227.15.166:110': closed('0.206558, here 0.253'),
    'tcp 192.168.0.4:26308 212.227.15.166:110': closed('0.53723, here 0.586'),
    'tcp 192.168.0.4:26383 212.227.15.166:110': closed('1.213485, here 1.262'),
  },
  'pppoe-over-qinq.pcap': { 'tcp 1.1.1.1:20394 2.2.2.2:443': closed('273.626833, here 278.166') },
  'tls__imap-starttls.pcap': {
    'tcp 192.168.17.53:49640 212.227.17.186:143': closed('2.827002, here 3.016'),
  },
  'tunnels__Teredo.pcap': {
    'tcp 192.168.2.16:1576 75.126.130.163:80': {
      reason: `${RESET} ${PORT_GUESS}`,
      differences: ['connections: 3, here 1', 'opener: 192.168.2.16:1576, here 75.126.130.163:80'],
    },
    'tcp 192.168.2.16:1577 75.126.203.78:80': { reason: RESET, differences: ['connections: 3, here 1'] },
    'tcp 192.168.2.16:1578 75.126.203.78:80': { reason: RESET, differences: ['connections: 2, here 1'] },
    'udp 192.168.2.16:1920 192.168.2.1:53': {
      reason:
        'Zeek ends a connection of DNS ten seconds after its last answer, whatever the timeout of UDP is.',
      differences: ['connections: 2, here 1'],
    },
    'udp 192.168.2.16:3797 65.55.158.81:3544': {
      reason: PORT_GUESS,
      differences: ['opener: 192.168.2.16:3797, here 65.55.158.81:3544', 'state: SHR, here S0'],
    },
  },
  'tunnels__vxlan-encapsulated-igmp-v2.pcap': {
    'udp 172.30.0.1:48036 172.30.0.2:4789': notCounted('82'),
    'udp 172.30.0.1:45303 172.30.0.2:4789': notCounted('82'),
    'udp 172.30.0.1:36030 172.30.0.2:4789': notCounted('82'),
  },
  'vntag_vlan_sandwich_clean.pcap': {
    'tcp 10.10.10.1:443 10.10.10.2:56960': {
      reason:
        'Zeek does not look into a TCP header of which the options were cut off; here the packet counts, and is an answer by its flags.',
      differences: [
        'opener: 10.10.10.1:443, here 10.10.10.2:56960',
        'packets: 0/0, here 1/0',
        'bytes: 0/0, here 60/0',
      ],
    },
  },
  'wikipedia.pcap': {
    'tcp 173.192.163.128:80 141.142.220.235:6705': {
      reason:
        'Zeek leaves a lone SYN-ACK to the end that sent it; tracking takes it for the answer that it is.',
      differences: ['opener: 173.192.163.128:80, here 141.142.220.235:6705'],
    },
  },
};

function closed(durations: string): Known {
  return { reason: AFTER_THE_CLOSE, differences: [`duration: ${durations}`] };
}

function notCounted(bytes: string): Known {
  return {
    reason: BAD_CHECKSUM,
    differences: ['packets: 0/0, here 1/0', `bytes: 0/0, here ${bytes}/0`, 'state: OTH, here S0'],
  };
}
