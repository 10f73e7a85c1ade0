import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

import { messageOf, RecordingError } from '../recording-error.ts';
import { GzipBytes } from './gzip-bytes.ts';
import { asUtf8 } from './text-encoding.ts';

const CHUNK_BYTES = 1024 * 1024;

/**
 * One reading of the bytes of a file, unpacked when they are gzip and recoded when they are text in UTF-16 (told by
 * content, not by name).
 *
 * Memory does not grow with the file. Where gzip is damaged or cut off, `chunks` ends after the bytes before it
 * and `endsEarly` says why.
 */
export class FileBytes {
  readonly #path: string;
  readonly #label: string;
  #endsEarly: string | undefined;
  #trailingBytes = 0;

  constructor(path: string, label: string) {
    this.#path = path;
    this.#label = label;
  }

  /** Why the bytes ended before the file did; told when `chunks` has ended. */
  get endsEarly(): string | undefined {
    return this.#endsEarly;
  }

  /** How many bytes stand behind the end of what is packed, and are no gzip; told when `chunks` has ended. */
  get trailingBytes(): number {
    return this.#trailingBytes;
  }

  /** The bytes in order, read once. Throws a `RecordingError` when the file cannot be read. */
  chunks(): AsyncGenerator<Buffer, undefined> {
    return asUtf8(this.#unpacked());
  }

  async *#unpacked(): AsyncGenerator<Buffer, undefined> {
    if (await this.#startsWithGzipMagic()) {
      const gzip = new GzipBytes(this.#path);
      yield* gzip.chunks();
      this.#endsEarly = gzip.endsEarly;
      this.#trailingBytes = gzip.trailingBytes;
      return undefined;
    }
    try {
      yield* createReadStream(this.#path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
    } catch (error) {
      this.#endsEarly = `the file ends early: ${messageOf(error)}`;
    }
    return undefined;
  }

  async #startsWithGzipMagic(): Promise<boolean> {
    try {
      const handle = await open(this.#path, 'r');
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
        return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw new RecordingError('unreadable', `cannot read ${this.#label}: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }
}

/** The first bytes of a file, at most so many. */
export async function readHead(bytes: FileBytes, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes.chunks()) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= most) {
      break;
    }
  }
  return Buffer.concat(parts).subarray(0, most);
}
