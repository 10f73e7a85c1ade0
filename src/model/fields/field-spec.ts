/** What the values of a field are; `[]` for a list of them. */
export const FIELD_TYPES = ['text', 'number', 'boolean', 'text[]', 'number[]'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** What a value stands for, where the type does not say it: how to read, write, sort and compare it. */
export const FIELD_FORMATS = [
  /** IPv4 or IPv6 address. */
  'ip',
  'mac',
  /** Instant in ms, or s, since the epoch. */
  'epochMs',
  'epochS',
  /** Length of time in ms, or ns. */
  'ms',
  'ns',
  'bytes',
  'packets',
  'count',
  'port',
  /** IP protocol number (IANA). */
  'protocol',
  /** EtherType number (IEEE 802). */
  'etherType',
  /** Names of TCP flags, or their bits as one number. */
  'tcpFlags',
  /** 0 ingress, 1 egress, 2 inner: as seen from the node. */
  'direction',
  /** 0 ingress, 1 egress: as seen from each interface. */
  'ifDirection',
  /** Differentiated services code point, 0 to 63. */
  'dscp',
  'icmpType',
  'icmpCode',
  'dnsCode',
  'dnsErrno',
  'dropState',
  'dropCause',
  'kind',
  'recordType',
  'conversationId',
  'conversationStatus',
] as const;
export type FieldFormat = (typeof FIELD_FORMATS)[number];

/** Where a field belongs in a panel, in the order in which the groups are shown. */
export const FIELD_GROUPS = [
  { id: 'conversation', label: 'Conversation' },
  { id: 'source', label: 'Source' },
  { id: 'destination', label: 'Destination' },
  { id: 'network', label: 'Network' },
  { id: 'volume', label: 'Volume' },
  { id: 'time', label: 'Time' },
  { id: 'dns', label: 'DNS' },
  { id: 'drops', label: 'Drops' },
  { id: 'icmp', label: 'ICMP' },
  { id: 'tls', label: 'TLS' },
  { id: 'xlat', label: 'Translation' },
  { id: 'observer', label: 'Observer' },
] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number]['id'];

/** One field of a record. */
export type FieldSpec = {
  /** Its key in a record, as flowlogs-pipeline writes it; a leading `_` marks what tracking adds. */
  readonly name: string;
  readonly type: FieldType;
  readonly format?: FieldFormat;
  readonly group: FieldGroup;
  /** English, sentence case: the translation key. Reads within its group: "Port" of the source. */
  readonly label: string;
  readonly description?: string;
};
