import type { ConversationSortKey } from '#model/wire/conversations.ts';

import type { ConversationOrder, ConversationPosition } from '../store/flow-store.ts';

/**
 * Text of a position in a list of conversations: opaque to clients, safe in a URL.
 *
 * It carries the order it belongs to: in another order the position means nothing, and `parseCursor` refuses
 * it.
 */
export function printCursor(order: ConversationOrder, position: ConversationPosition): string {
  return Buffer.from(JSON.stringify([printOrder(order), ...position]), 'utf8').toString('base64url');
}

/** The position that a cursor names; `undefined` when it is no cursor, or one of another order. */
export function parseCursor(text: string, order: ConversationOrder): ConversationPosition | undefined {
  const parts: unknown = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
  if (!Array.isArray(parts) || parts.length !== 4 || parts[0] !== printOrder(order)) {
    return undefined;
  }
  const [, value, key, instance] = parts as readonly unknown[];
  return isPlace(value, order) && typeof key === 'string' && isInstance(instance)
    ? [value, key, instance]
    : undefined;
}

/** Keys whose values are ordered as texts; those of all others are numbers. */
const TEXT_KEYS: readonly ConversationSortKey[] = [
  ...(['status', 'id'] as const),
  ...(['srcName', 'srcKind', 'srcOwner', 'srcNamespace', 'srcAddr', 'srcHost', 'srcZone'] as const),
  ...(['dstName', 'dstKind', 'dstOwner', 'dstNamespace', 'dstAddr', 'dstHost', 'dstZone'] as const),
];

function isPlace(value: unknown, { key }: ConversationOrder): value is string | number | null {
  return value === null || typeof value === (TEXT_KEYS.includes(key) ? 'string' : 'number');
}

function isInstance(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function printOrder({ key, direction }: ConversationOrder): string {
  return `${direction === 'desc' ? '-' : ''}${key}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
