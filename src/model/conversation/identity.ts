import type { AddressSpace } from './address-space.ts';

/** What a key says: whose conversation, when, and marks of its cluster and network, absent where it does not say. */
export type ConversationIdentity = {
  readonly id: string;
  readonly startMs: number;
  readonly cluster?: string;
  readonly network?: string;
};

/**
 * The name of one conversation instance: `id@startMs`, with a mark of its cluster and network where it has any
 * (`id@startMs:cluster`, `id@startMs:cluster.network`), as two of them may use the same addresses and ports.
 *
 * The id alone names the peers; ports are reused, so a second connection between the same peers has the same id.
 * `startMs` is the start of its first flow as far as is known. It can move back while the conversation goes on
 * (a flow that began earlier is reported later), and a flow names its conversation by its own start; so whoever looks
 * an instance up by key takes that of `instanceAt`.
 */
export function conversationKey(id: string, startMs: number, { cluster, network }: AddressSpace): string {
  const key = `${id}@${startMs}`;
  if (network !== '') {
    return `${key}:${markOf(cluster)}.${markOf(network)}`;
  }
  return cluster === '' ? key : `${key}:${markOf(cluster)}`;
}

/** The parts of a key; `undefined` for any text that `conversationKey` would not write. */
export function parseConversationKey(text: string): ConversationIdentity | undefined {
  const at = text.lastIndexOf('@');
  const [, startText = '', cluster, network] =
    /^([^:]*)(?::([0-9a-f]{8})?(?:\.([0-9a-f]{8}))?)?$/.exec(text.slice(at + 1)) ?? [];
  const startMs = Number(startText);
  if (at < 1 || text.endsWith(':') || !Number.isFinite(startMs) || String(startMs) !== startText) {
    return undefined;
  }
  return {
    id: text.slice(0, at),
    startMs,
    ...(cluster === undefined ? {} : { cluster }),
    ...(network === undefined ? {} : { network }),
  };
}

/**
 * Whether a key may mean an instance, as far as the marks of cluster and network go: what one of them does not say may
 * be any, so that links without marks keep opening.
 */
export function isOfSpace(
  wanted: Pick<ConversationIdentity, 'cluster' | 'network'>,
  { cluster, network }: AddressSpace,
): boolean {
  return isMark(wanted.cluster, cluster) && isMark(wanted.network, network);
}

function isMark(mark: string | undefined, name: string): boolean {
  return mark === undefined || name === '' || mark === markOf(name);
}

const MOST_REMEMBERED = 1000;
const MARKS = new Map<string, string>([['', '']]);

/** A name in eight characters that mean nothing in a URL or in Markdown: FNV-1a, of 32 bits. */
export function markOf(name: string): string {
  const known = MARKS.get(name);
  if (known !== undefined) {
    return known;
  }
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  const mark = (hash >>> 0).toString(16).padStart(8, '0');
  if (MARKS.size < MOST_REMEMBERED) {
    MARKS.set(name, mark);
  }
  return mark;
}
