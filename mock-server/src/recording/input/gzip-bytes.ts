import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

import { messageOf } from '../recording-error.ts';

const CHUNK_BYTES = 1024 * 1024;
/** How finely the place of damage is looked for, one after the other. */
const STEPS = [16 * 1024, 256, 1];
/** What zlib says of bytes behind the end of what is packed that are no gzip. */
const NOT_GZIP = 'incorrect header check';

/**
 * One unpacking of a file of gzip, of one member or several.
 *
 * Where it is damaged or cut off, `chunks` gives all bytes that can be unpacked before that, to the last one, and
 * `endsEarly` says why; bytes behind the end that are no gzip (an upload's, a disk's) are counted.
 */
export class GzipBytes {
  readonly #path: string;
  #endsEarly: string | undefined;
  #trailingBytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  get endsEarly(): string | undefined {
    return this.#endsEarly;
  }

  get trailingBytes(): number {
    return this.#trailingBytes;
  }

  /** The unpacked bytes in order, read once. */
  async *chunks(): AsyncGenerator<Buffer, undefined> {
    const file = createReadStream(this.#path, { highWaterMark: CHUNK_BYTES });
    const gunzip = file.pipe(createGunzip({ chunkSize: CHUNK_BYTES }));
    file.on('error', (error) => gunzip.destroy(error));
    let given = 0;
    try {
      for await (const chunk of gunzip as AsyncIterable<Buffer>) {
        given += chunk.length;
        yield chunk;
      }
      this.#trailingBytes = Math.max(0, (await stat(this.#path)).size - gunzip.bytesWritten);
    } catch (error) {
      yield* this.#restBefore(error, { given, read: gunzip.bytesWritten });
    } finally {
      file.destroy();
      gunzip.destroy();
    }
    return undefined;
  }

  /** zlib drops what it unpacked in the call that fails, so that is done again, byte by byte in the end. */
  async *#restBefore(
    error: unknown,
    place: { readonly given: number; readonly read: number },
  ): AsyncGenerator<Buffer> {
    let { read } = place;
    let rest: readonly Buffer[] = [];
    for (const step of STEPS) {
      ({ read, rest } = await unpackAgain(this.#path, { read, step, given: place.given }));
    }
    if (messageOf(error) === NOT_GZIP && read > 0) {
      this.#trailingBytes = (await stat(this.#path)).size - read;
    } else {
      this.#endsEarly = `the file ends early: ${messageOf(error)}`;
    }
    yield* rest;
  }
}

/**
 * Unpacks a file from its start in pieces of `step` bytes behind the first `read` ones, to where it fails.
 *
 * Returns how many bytes could be read, and what comes behind the first `given` unpacked ones.
 */
async function unpackAgain(
  path: string,
  { read, step, given }: { readonly read: number; readonly step: number; readonly given: number },
): Promise<{ readonly read: number; readonly rest: readonly Buffer[] }> {
  const gunzip = createGunzip();
  let unpacked = 0;
  const rest: Buffer[] = [];
  gunzip.on('data', (chunk: Buffer) => {
    const known = Math.min(chunk.length, Math.max(0, given - unpacked));
    unpacked += chunk.length;
    rest.push(chunk.subarray(known));
  });
  const failed = new Promise<'failed'>((resolve) => {
    gunzip.on('error', () => {
      resolve('failed');
    });
  });
  const file = await open(path, 'r');
  let at = 0;
  try {
    for (;;) {
      const length = at < read ? Math.min(CHUNK_BYTES, read - at) : step;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
      const written = new Promise<'written'>((resolve) => {
        gunzip.write(buffer.subarray(0, bytesRead), () => {
          resolve('written');
        });
      });
      if (bytesRead === 0 || (await Promise.race([failed, written])) === 'failed') {
        return { read: at, rest: rest.filter((chunk) => chunk.length > 0) };
      }
      at += bytesRead;
    }
  } finally {
    await file.close();
    gunzip.destroy();
  }
}
