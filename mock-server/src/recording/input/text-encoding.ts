import { TextDecoder } from 'node:util';

/** UTF-16 in either order, as `TextDecoder` calls it. */
type Utf16 = 'utf-16le' | 'utf-16be';

/**
 * The encoding of a text in UTF-16 by its first bytes, with a mark of the order or without; absent for all else.
 *
 * Without a mark, the text begins with two characters of ASCII: JSON and names of columns do.
 */
function utf16Of(head: Buffer): Utf16 | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = head;
  if (isUtf32(head)) {
    return undefined;
  }
  if (
    (first === 0xff && second === 0xfe) ||
    (isAscii(first) && second === 0 && isAscii(third) && fourth === 0)
  ) {
    return 'utf-16le';
  }
  if (
    (first === 0xfe && second === 0xff) ||
    (first === 0 && isAscii(second) && third === 0 && isAscii(fourth))
  ) {
    return 'utf-16be';
  }
  return undefined;
}

/** Whether a text begins as one in UTF-32 does, which nobody writes who is asked. */
export function isUtf32(head: Buffer): boolean {
  const start = head.toString('hex', 0, 4);
  return start === 'fffe0000' || start === '0000feff';
}

function isAscii(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Bytes as UTF-8: those of a text in UTF-16 are recoded, all others pass. */
export async function* asUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  let decoder: TextDecoder | undefined;
  let isFirst = true;
  for await (const chunk of chunks) {
    const encoding = isFirst ? utf16Of(chunk) : undefined;
    decoder ??= encoding === undefined ? undefined : new TextDecoder(encoding);
    isFirst = false;
    yield decoder === undefined ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }));
  }
  if (decoder !== undefined) {
    yield Buffer.from(decoder.decode());
  }
  return undefined;
}
