import type { ExportOutcome } from '../lib/export-end.ts';

/** Writes a file of one format, piece by piece: its head, some items at a time, its end. */
export interface FileWriter<Item> {
  head(): string;
  /** The text of some items, the next ones in the order of the file. */
  items(items: readonly Item[]): string;
  end(outcome: ExportOutcome): string;
}

/** So many items are written at once: a step of the store is cut, so that nobody else waits for long. */
const PIECE = 500;

/**
 * The text of a file, piece by piece, of steps that hold one item more than `limit` when more match.
 *
 * Throws what a step throws: a file without its end was cut off.
 */
export async function* writtenFile<Item>(
  writer: FileWriter<Item>,
  steps: AsyncIterable<readonly Item[]>,
  limit = Infinity,
): AsyncGenerator<string, void> {
  let text = writer.head();
  let count = 0;
  let isTruncated = false;
  for await (const step of steps) {
    const items = step.slice(0, limit - count);
    isTruncated ||= items.length < step.length;
    for (let from = 0; from < items.length; from += PIECE) {
      yield text + writer.items(items.slice(from, from + PIECE));
      text = '';
    }
    count += items.length;
    if (isTruncated) {
      break;
    }
  }
  yield text + writer.end({ count, isTruncated });
}
