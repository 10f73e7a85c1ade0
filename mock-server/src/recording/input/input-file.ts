import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';

import { messageOf, RecordingError } from '../recording-error.ts';
import { FileBytes } from './file-bytes.ts';
import type { Spool } from './spool.ts';

/** What stands for standard input among paths, and how it is called in messages. */
export const STANDARD_INPUT = '-';
export const STANDARD_INPUT_NAME = 'standard input';

/** A file that can be read any number of times. */
export class InputFile {
  /** How it is called in messages: the path that was given. */
  readonly label: string;
  /** When it was changed last, in ms since the epoch. */
  readonly changedMs: number;
  /** Where it is on disk, which is elsewhere when it is spooled. */
  readonly path: string;

  constructor(file: { readonly path: string; readonly label: string; readonly changedMs: number }) {
    this.path = file.path;
    this.label = file.label;
    this.changedMs = file.changedMs;
  }

  bytes(): FileBytes {
    return new FileBytes(this.path, this.label);
  }
}

/**
 * The file behind a path; standard input and pipes, which can be read only once, are spooled.
 *
 * Throws a `RecordingError` when it cannot be read.
 */
export async function openInput(path: string, spool: Spool, stdin: Readable): Promise<InputFile> {
  if (path === STANDARD_INPUT) {
    return spooled(stdin, STANDARD_INPUT_NAME, spool);
  }
  const found = await statOf(path);
  if (found.isDirectory()) {
    throw new RecordingError('unreadable', `cannot read ${path}: it is a folder`);
  }
  return found.isFile()
    ? new InputFile({ path, label: path, changedMs: Math.floor(found.mtimeMs) })
    : spooled(createReadStream(path), path, spool);
}

async function spooled(source: Readable, label: string, spool: Spool): Promise<InputFile> {
  const path = await spool.write(source, label);
  return new InputFile({ path, label, changedMs: Math.floor((await stat(path)).mtimeMs) });
}

async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    throw new RecordingError('unreadable', `cannot read ${path}: ${messageOf(error)}`, { cause: error });
  }
}
