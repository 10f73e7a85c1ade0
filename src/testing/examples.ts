import type { Conversation } from '#model/conversation/conversation.ts';
import type { TrafficRecord } from '#model/flow.ts';

const START_MS = 1_699_999_900_000;

/** A flow log of a browser's request to a shop, with what a test says of it. */
export function flowExample(fields: TrafficRecord = {}): TrafficRecord {
  return {
    _RecordType: 'flowLog',
    _HashId: 'cafe0001',
    SrcAddr: '10.0.0.1',
    SrcPort: 40_000,
    SrcK8S_Name: 'browser',
    SrcK8S_Namespace: 'lab',
    SrcK8S_Type: 'Pod',
    DstAddr: '10.0.0.2',
    DstPort: 8080,
    DstK8S_Name: 'frontend',
    DstK8S_Namespace: 'shop',
    DstK8S_Type: 'Pod',
    Proto: 6,
    Bytes: 500,
    Packets: 5,
    TimeFlowStartMs: START_MS,
    TimeFlowEndMs: START_MS + 1000,
    ...fields,
  };
}

/** The end of a conversation of 20 seconds, with what a test says of it. */
export function endExample(fields: TrafficRecord = {}): TrafficRecord {
  return flowExample({
    _RecordType: 'endConnection',
    _IsFirst: true,
    numFlowLogs: 3,
    Bytes: 1500,
    Bytes_AB: 500,
    Bytes_BA: 1000,
    Packets: 15,
    Packets_AB: 5,
    Packets_BA: 10,
    TimeFlowEndMs: START_MS + 20_000,
    ...fields,
  });
}

/** A conversation that has ended, as the backend folds it. */
export function conversationExample(id: string, fields: Partial<Conversation> = {}): Conversation {
  return {
    key: `${id}@${START_MS}`,
    id,
    status: 'ended',
    isStartSeen: true,
    startMs: START_MS,
    endMs: START_MS + 20_000,
    bytes: 1500,
    bytesAB: 500,
    bytesBA: 1000,
    packets: 15,
    packetsAB: 5,
    packetsBA: 10,
    flows: 3,
    events: 1,
    observers: [],
    latest: endExample({ _HashId: id }),
    ...fields,
  };
}
