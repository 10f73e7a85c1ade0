/**
 * The name of one conversation instance: `id@startMs`.
 *
 * The id alone names the peers; ports are reused, so a second connection between the same peers has the same id.
 * `startMs` is the start of its first flow as far as is known. It can move back while the conversation goes on
 * (a flow that began earlier is reported later), and a flow names its conversation by its own start; so whoever looks
 * an instance up by key takes that of `instanceAt`.
 */
export function conversationKey(id: string, startMs: number): string {
  return `${id}@${startMs}`;
}

/** The parts of a key; `undefined` for any text that `conversationKey` would not write. */
export function parseConversationKey(
  text: string,
): { readonly id: string; readonly startMs: number } | undefined {
  const at = text.lastIndexOf('@');
  const startText = text.slice(at + 1);
  const startMs = Number(startText);
  if (at < 1 || !Number.isFinite(startMs) || String(startMs) !== startText) {
    return undefined;
  }
  return { id: text.slice(0, at), startMs };
}
