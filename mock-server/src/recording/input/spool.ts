import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { messageOf, RecordingError } from '../recording-error.ts';

/**
 * Temporary files for what can be read only once, or only slowly; `remove` takes them away, and so does the end of
 * the process, if that comes first.
 */
export class Spool {
  #directory: string | undefined;
  #count = 0;
  readonly #removeAtExit = () => {
    if (this.#directory !== undefined) {
      rmSync(this.#directory, { recursive: true, force: true });
    }
  };

  /** Writes everything that comes to a new file and says where it is. */
  async write(source: AsyncIterable<string | Uint8Array> | Readable, label: string): Promise<string> {
    const directory = await this.#makeDirectory();
    this.#count += 1;
    const path = join(directory, String(this.#count));
    try {
      const bytes = source instanceof Readable ? source : Readable.from(source, { objectMode: false });
      await pipeline(bytes, createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      if (error instanceof RecordingError) {
        throw error;
      }
      throw new RecordingError('unreadable', `cannot keep ${label} in ${path}: ${messageOf(error)}`, {
        cause: error,
      });
    }
    return path;
  }

  async remove(): Promise<void> {
    if (this.#directory !== undefined) {
      await rm(this.#directory, { recursive: true, force: true });
      this.#directory = undefined;
      process.off('exit', this.#removeAtExit);
    }
  }

  async #makeDirectory(): Promise<string> {
    if (this.#directory === undefined) {
      this.#directory = await mkdtemp(join(tmpdir(), 'flow-recording-'));
      process.once('exit', this.#removeAtExit);
    }
    return this.#directory;
  }
}
