import type { Flow, TrafficRecord } from '#model/flow.ts';

/** The instant at which the time of tests begins: 2023-11-14T22:13:20Z. */
export const T0 = 1_700_000_000_000;

/** A flow log of one TCP connection, five seconds long from `T0`, with what a test wants to be different. */
export function flow(fields: TrafficRecord = {}): Flow {
  return {
    SrcAddr: '10.0.0.1',
    SrcPort: 40_000,
    DstAddr: '10.0.0.2',
    DstPort: 80,
    Proto: 6,
    Flags: 16,
    Bytes: 100,
    Packets: 1,
    TimeFlowStartMs: T0,
    TimeFlowEndMs: T0 + 5000,
    ...fields,
  };
}

/** An event of connection tracking, as if of one flow from `T0`. */
export function event(type: 'newConnection' | 'heartbeat' | 'endConnection', fields: TrafficRecord = {}) {
  return {
    _RecordType: type,
    _HashId: 'f00d',
    _IsFirst: type === 'newConnection',
    SrcAddr: '10.0.0.1',
    SrcPort: 40_000,
    DstAddr: '10.0.0.2',
    DstPort: 80,
    Proto: 6,
    Bytes: 100,
    numFlowLogs: 1,
    TimeFlowStartMs: T0,
    TimeFlowEndMs: T0 + 5000,
    ...fields,
  };
}
