/** A record as the backend under a page keeps it, with the fields that tests look at. */
export type StoredRecord = {
  readonly _RecordType: 'flowLog' | 'newConnection' | 'heartbeat' | 'endConnection';
  readonly TimeFlowStartMs: number;
  readonly TimeFlowEndMs: number;
  readonly AgentIP: string;
  readonly SrcAddr: string;
  readonly DstAddr: string;
  readonly Proto: number;
  readonly _HashId?: string;
  readonly SrcPort?: number;
  readonly DstPort?: number;
  readonly SrcK8S_Namespace?: string;
  readonly DstK8S_Namespace?: string;
  readonly DnsId?: number;
  readonly Flags?: readonly string[];
  /** A label, so a text: `0` is received, `1` is sent, `2` is between pods of a node. */
  readonly FlowDirection?: string;
  /** Counters: what is 0 is left out. */
  readonly Bytes?: number;
  readonly Bytes_AB?: number;
  readonly Bytes_BA?: number;
  readonly Packets?: number;
  readonly PktDropPackets?: number;
  readonly numFlowLogs?: number;
  /** Of events: the longest so far. */
  readonly MaxTimeFlowRttNs?: number;
};
