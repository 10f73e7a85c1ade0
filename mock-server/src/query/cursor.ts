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
  const parts = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
  if (!Array.isArray(parts) || parts.length < 2 || parts[0] !== printOrder(order)) {
    return undefined;
  }
  const position: readonly unknown[] = parts.slice(1);
  return position.every(isOrdered) ? position : undefined;
}

function isOrdered(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || typeof value === 'number';
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
