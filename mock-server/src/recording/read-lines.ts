import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

import { RecordingError } from './recording-error.ts';

/** A line of a file, or the reason why what stands there cannot be read. Lines count from 1. */
export type Line =
  | { readonly kind: 'text'; readonly line: number; readonly text: string }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };

const NEWLINE = 0x0a;
const MAX_LINE_BYTES = 1024 * 1024;

/**
 * The lines of a text file, gzip or not (told by content, not by name), one at a time.
 *
 * Memory does not grow with the file. A line of more than 1 MiB, and whatever a truncated gzip file lost, are
 * told as `broken`; the lines around them are read. Throws a `RecordingError` when the file cannot be opened.
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const isGzip = await startsWithGzipMagic(path);
  const file = createReadStream(path);
  const bytes = isGzip ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => bytes.destroy(error));
  const splitter = new LineSplitter();
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      yield* splitter.push(chunk);
    }
  } catch (error) {
    yield* splitter.end();
    yield { kind: 'broken', line: splitter.line, reason: `the file ends early: ${messageOf(error)}` };
    return;
  } finally {
    file.destroy();
  }
  yield* splitter.end();
}

async function startsWithGzipMagic(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new RecordingError('unreadable', `cannot read ${path}: ${messageOf(error)}`, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Cuts bytes at newlines. `line` is the number of the line that is being collected. */
class LineSplitter {
  line = 1;
  #parts: Buffer[] = [];
  #length = 0;

  *push(chunk: Buffer): Generator<Line> {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      this.#collect(chunk.subarray(from, at));
      yield* this.#take();
      from = at + 1;
    }
    this.#collect(chunk.subarray(from));
  }

  *end(): Generator<Line> {
    if (this.#length > 0) {
      yield* this.#take();
    }
  }

  #collect(part: Buffer): void {
    this.#length += part.length;
    if (this.#length <= MAX_LINE_BYTES) {
      this.#parts.push(part);
    } else {
      this.#parts = [];
    }
  }

  *#take(): Generator<Line> {
    const line = this.line;
    if (this.#length > MAX_LINE_BYTES) {
      yield { kind: 'broken', line, reason: `longer than ${MAX_LINE_BYTES} bytes` };
    } else {
      const text = Buffer.concat(this.#parts)
        .toString('utf8')
        .replace(/^\uFEFF/, '')
        .trim();
      if (text !== '') {
        yield { kind: 'text', line, text };
      }
    }
    this.line += 1;
    this.#parts = [];
    this.#length = 0;
  }
}
