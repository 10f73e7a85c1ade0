import { addressSpaceOf, isSameSpace } from './address-space.ts';
import type { Conversation } from './conversation.ts';

/** The keys of the instances of one ID that began last before, and first after, one of them; absent where none did. */
export type Neighbours = { readonly before?: string; readonly after?: string };

/**
 * The neighbours of an instance, of those that are given; none of another ID, cluster or network.
 *
 * A connection that was silent for longer than the end timeout is two instances, and so are two connections with the
 * same addresses and ports.
 */
export function neighboursOf(conversation: Conversation, among: readonly Conversation[]): Neighbours {
  const { id, startMs, latest } = conversation;
  const space = addressSpaceOf(latest);
  let before: Conversation | undefined;
  let after: Conversation | undefined;
  for (const other of among) {
    if (other.id !== id || !isSameSpace(addressSpaceOf(other.latest), space)) {
      continue;
    }
    if (other.startMs < startMs && other.startMs > (before?.startMs ?? -Infinity)) {
      before = other;
    }
    if (other.startMs > startMs && other.startMs < (after?.startMs ?? Infinity)) {
      after = other;
    }
  }
  return {
    ...(before === undefined ? {} : { before: before.key }),
    ...(after === undefined ? {} : { after: after.key }),
  };
}
