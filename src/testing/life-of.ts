import type { TrafficRecord } from '#model/flow.ts';
import { endExample } from './examples.ts';

/** From when to when a conversation lived, in ms, and whether it has ended by then. */
export type Life = { readonly startMs: number; readonly untilMs: number; readonly isOpen?: boolean };

/** So often its tracker tells of a conversation that is open, in ms. */
const HEARTBEAT_MS = 30_000;

/** All events of a conversation, the oldest first: each tells of 100 more bytes, and of one flow log more. */
export function lifeOf(id: string, life: Life, but: TrafficRecord = {}): readonly TrafficRecord[] {
  const { startMs, untilMs, isOpen = false } = life;
  const beats = Math.ceil((untilMs - startMs) / HEARTBEAT_MS);
  return Array.from({ length: beats + 1 }, (_none, index) => {
    const type = index === 0 ? 'newConnection' : index < beats || isOpen ? 'heartbeat' : 'endConnection';
    return endExample({
      _RecordType: type,
      _IsFirst: index === 0,
      _HashId: id,
      TimeFlowStartMs: startMs,
      TimeFlowEndMs: Math.min(startMs + index * HEARTBEAT_MS, untilMs),
      Bytes: 100 * (index + 1),
      Packets: index + 1,
      numFlowLogs: index + 1,
      ...but,
    });
  });
}
