import { LONGEST_FLOW_MS } from '../flow.ts';
import type { TimeSpan } from '../time-range.ts';
import type { Conversation } from './conversation.ts';
import { addressSpaceOf, isSameSpace } from './address-space.ts';
import type { FoldedConversation } from './folded-conversation.ts';
import type { ConversationIdentity } from './identity.ts';
import { isOfSpace, markOf } from './identity.ts';
import { CLOCK_SKEW_MS, SILENCE_MS } from './instance.ts';

/** How far before its start and after its end, in ms, a conversation may have flows that its events do not count yet. */
export const REACH = {
  open: { beforeMs: LONGEST_FLOW_MS, afterMs: SILENCE_MS },
  ended: { beforeMs: CLOCK_SKEW_MS, afterMs: CLOCK_SKEW_MS },
} as const;

/**
 * The instance that a key means, of those of its id: the one that began then, else the one that was alive then, else
 * the nearest that reaches as far. Of several the newest. None of another cluster or network than the key is of; where
 * the key or the instance does not say, one that does not differ.
 *
 * A flow names its conversation by its own start. Of an open conversation flows are known before the event that counts
 * them, and a second observer's clock is a little ahead, or behind.
 */
export function instanceAt(
  instances: readonly FoldedConversation[],
  wanted: Omit<ConversationIdentity, 'id'>,
): FoldedConversation | undefined {
  const { startMs: atMs } = wanted;
  const [nearest] = instances
    .filter(
      ({ conversation }) =>
        isWithinReach(conversation, atMs) && isOfSpace(wanted, addressSpaceOf(conversation.latest)),
    )
    .sort(
      ({ conversation: a }, { conversation: b }) =>
        saysNothing(a, wanted) - saysNothing(b, wanted) ||
        Number(b.startMs === atMs) - Number(a.startMs === atMs) ||
        awayMs(a, atMs) - awayMs(b, atMs) ||
        b.startMs - a.startMs,
    );
  return nearest;
}

/** When flows of an instance may end: beside it those of a second observer, but not where another instance is. */
export function flowSpanOf(
  { startMs, endMs, status, latest }: Conversation,
  instances: readonly FoldedConversation[],
): TimeSpan {
  const others = instances
    .map(({ conversation }) => conversation)
    .filter((other) => isSameSpace(addressSpaceOf(other.latest), addressSpaceOf(latest)));
  const before = others.map((other) => other.endMs + 1).filter((ms) => ms <= startMs);
  const after = others.map((other) => other.startMs).filter((ms) => ms > endMs);
  return {
    fromMs: Math.max(startMs - CLOCK_SKEW_MS, ...before),
    toMs: Math.min(endMs + REACH[status].afterMs + 1, ...after),
  };
}

/** How much of what a key asks for an instance does not say: those that say it go first. */
function saysNothing(
  { latest }: Conversation,
  { cluster, network }: Pick<ConversationIdentity, 'cluster' | 'network'>,
): number {
  const space = addressSpaceOf(latest);
  return (
    2 * Number(cluster !== undefined && markOf(space.cluster) !== cluster) +
    Number(network !== undefined && markOf(space.network) !== network)
  );
}

function isWithinReach({ startMs, endMs, status }: Conversation, atMs: number): boolean {
  const { beforeMs, afterMs } = REACH[status];
  return startMs - atMs <= beforeMs && atMs - endMs <= afterMs;
}

function awayMs({ startMs, endMs }: Conversation, atMs: number): number {
  return Math.max(startMs - atMs, atMs - endMs, 0);
}
