import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';

import { messageOf, RecordingError } from './recording-error.ts';
import { STANDARD_INPUT } from './input/input-file.ts';

/** Files up to this size are looked at as a whole; of longer ones, samples. */
const WHOLE_BYTES = 8 * 1024 * 1024;
const SAMPLE_BYTES = 64 * 1024;
/** From the first bytes to the last ones, evenly. */
const SAMPLES = 64;

/**
 * Names recordings by what is in their files, wherever those lie and whatever they are called: the same files in the
 * same order have the same identity, and others have another one.
 *
 * Quick, however long they are: of a long file it knows the size and samples of its bytes. Absent when one of them
 * can be read only once (standard input, pipes). Throws a `RecordingError` when one cannot be read.
 */
export async function identityOf(paths: readonly string[]): Promise<string | undefined> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const digest = path === STANDARD_INPUT ? undefined : await digestOf(path);
    if (digest === undefined) {
      return undefined;
    }
    hash.update(digest);
  }
  return hash.digest('hex');
}

async function digestOf(path: string): Promise<Buffer | undefined> {
  try {
    // Before it is opened: that alone would disturb whoever writes into a pipe.
    const status = await stat(path);
    if (!status.isFile()) {
      return undefined;
    }
    const file = await open(path, 'r');
    try {
      return await digestOfFile(file, status.size);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new RecordingError('unreadable', `cannot read ${path}: ${messageOf(error)}`, { cause: error });
  }
}

async function digestOfFile(file: FileHandle, size: number): Promise<Buffer> {
  const hash = createHash('sha256').update(`${size}\n`);
  if (size <= WHOLE_BYTES) {
    return hash.update(await file.readFile()).digest();
  }
  const sample = Buffer.alloc(SAMPLE_BYTES);
  for (let index = 0; index < SAMPLES; index += 1) {
    const at = Math.floor(((size - SAMPLE_BYTES) * index) / (SAMPLES - 1));
    const { bytesRead } = await file.read(sample, 0, SAMPLE_BYTES, at);
    hash.update(sample.subarray(0, bytesRead));
  }
  return hash.digest();
}
