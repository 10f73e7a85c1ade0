import type { StoredRecord } from './stored-record.ts';

/** A conversation by all of its events. */
export type TrueConversation = {
  /** What names its row: `id@startMs`. */
  readonly key: string;
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly isEnded: boolean;
  readonly bytes: number;
  readonly bytesAB: number;
  readonly packets: number;
  readonly flows: number;
  /** 0 where none was measured. */
  readonly rttNs: number;
  readonly namespaces: readonly (string | undefined)[];
  /** The agents that told of it, the one with the most bytes first. */
  readonly observers: readonly string[];
  readonly events: readonly StoredRecord[];
};

/** In which order events of one instant come. */
const STEPS = ['newConnection', 'heartbeat', 'endConnection'];

/** Clocks of two nodes differ by so much, in ms. */
const SKEW_MS = 250;

/**
 * The conversations that events tell of, the plain way: those of an id, in their order, from one that begins it to one
 * that ends it. Counters are cumulative, so the last event has the totals.
 */
export function trueConversations(events: readonly StoredRecord[]): readonly TrueConversation[] {
  return groups(events, ({ _HashId }) => _HashId).flatMap((ofId) => lanes(ofId).map(told));
}

/**
 * The same where each node tracks what it sees: what two of them tell at the same time of one id is one conversation,
 * and the numbers are those of the one that saw more.
 */
export function trueConversationsOfNodes(events: readonly StoredRecord[]): readonly TrueConversation[] {
  return groups(events, ({ _HashId }) => _HashId).flatMap((ofId) => {
    const ofNodes = groups(ofId, ({ AgentIP }) => AgentIP).flatMap((ofNode) => lanes(ofNode).map(told));
    return atTheSameTime(ofNodes).map(united);
  });
}

/** Those that were alive in a span of time, whose end is not in it. */
export function aliveIn(
  conversations: readonly TrueConversation[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): readonly TrueConversation[] {
  return conversations.filter(({ startMs, endMs }) => startMs < toMs && endMs >= fromMs);
}

/** How many of them had not ended when the recording stopped. */
export function openOf(conversations: readonly TrueConversation[]): number {
  return conversations.filter(({ isEnded }) => !isEnded).length;
}

function groups<T>(all: readonly T[], keyOf: (one: T) => unknown): readonly (readonly T[])[] {
  const byKey = new Map<unknown, T[]>();
  for (const one of all) {
    const group = byKey.get(keyOf(one));
    if (group === undefined) {
      byKey.set(keyOf(one), [one]);
    } else {
      group.push(one);
    }
  }
  return [...byKey.values()];
}

/** Events of one tracker and one id, cut where a connection begins, or the one before has ended. */
function lanes(events: readonly StoredRecord[]): readonly (readonly StoredRecord[])[] {
  const found: StoredRecord[][] = [];
  let current: StoredRecord[] | undefined;
  for (const event of [...events].sort(asEmitted)) {
    if (current === undefined || event._RecordType === 'newConnection') {
      current = [];
      found.push(current);
    }
    current.push(event);
    if (event._RecordType === 'endConnection') {
      current = undefined;
    }
  }
  return found;
}

function asEmitted(a: StoredRecord, b: StoredRecord): number {
  return (
    a.TimeFlowEndMs - b.TimeFlowEndMs ||
    (a.numFlowLogs ?? 0) - (b.numFlowLogs ?? 0) ||
    STEPS.indexOf(a._RecordType) - STEPS.indexOf(b._RecordType)
  );
}

function told(events: readonly StoredRecord[]): TrueConversation {
  const last = events.at(-1);
  if (last?._HashId === undefined) {
    throw new Error('a conversation has an event, and an event has an id');
  }
  const startMs = Math.min(...events.map(({ TimeFlowStartMs }) => TimeFlowStartMs));
  return {
    key: `${last._HashId}@${startMs}`,
    id: last._HashId,
    startMs,
    endMs: Math.max(...events.map(({ TimeFlowEndMs }) => TimeFlowEndMs)),
    isEnded: last._RecordType === 'endConnection',
    bytes: last.Bytes ?? 0,
    bytesAB: last.Bytes_AB ?? 0,
    packets: last.Packets ?? 0,
    flows: last.numFlowLogs ?? 0,
    rttNs: last.MaxTimeFlowRttNs ?? 0,
    namespaces: [last.SrcK8S_Namespace, last.DstK8S_Namespace],
    observers: [last.AgentIP],
    events,
  };
}

/** What overlaps in time, at once or by what lies between. */
function atTheSameTime(told: readonly TrueConversation[]): readonly (readonly TrueConversation[])[] {
  const found: TrueConversation[][] = [];
  let untilMs = -Infinity;
  for (const one of [...told].sort((a, b) => a.startMs - b.startMs)) {
    const current = one.startMs <= untilMs + SKEW_MS ? found.at(-1) : undefined;
    if (current === undefined) {
      found.push([one]);
      untilMs = one.endMs;
    } else {
      current.push(one);
      untilMs = Math.max(untilMs, one.endMs);
    }
  }
  return found;
}

function united(told: readonly TrueConversation[]): TrueConversation {
  const byBytes = [...told].sort((a, b) => b.bytes - a.bytes || b.packets - a.packets || b.flows - a.flows);
  const [fullest] = byBytes;
  if (fullest === undefined) {
    throw new Error('a conversation was told by somebody');
  }
  const startMs = Math.min(...told.map((one) => one.startMs));
  return {
    ...fullest,
    key: `${fullest.id}@${startMs}`,
    startMs,
    endMs: Math.max(...told.map(({ endMs }) => endMs)),
    isEnded: told.every(({ isEnded }) => isEnded),
    observers: [...new Set(byBytes.flatMap(({ observers }) => observers))],
    events: told.flatMap(({ events }) => events),
  };
}
