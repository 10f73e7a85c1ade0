import { createHash } from 'node:crypto';

import type { InputFile } from './input-file.ts';

/** A file with its first bytes, unpacked. */
export type HeadedFile = { readonly file: InputFile; readonly head: Buffer };

/** A file that holds what another one before it does. */
export type Copy = { readonly file: InputFile; readonly of: InputFile };

/**
 * The files that hold the same as one before them, packed or not: named twice, copied, or linked.
 *
 * Only those that begin alike are read as a whole.
 */
export async function copiesAmong(files: readonly HeadedFile[]): Promise<readonly Copy[]> {
  const firstOf = new Map<string, InputFile>();
  const copies: Copy[] = [];
  for (const { file, head } of files) {
    const areAlike = files.filter((other) => other.head.equals(head)).length > 1;
    if (!areAlike || head.length === 0) {
      continue;
    }
    const digest = await digestOf(file);
    const first = firstOf.get(digest);
    if (first === undefined) {
      firstOf.set(digest, file);
    } else {
      copies.push({ file, of: first });
    }
  }
  return copies;
}

async function digestOf(file: InputFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.bytes().chunks()) {
    hash.update(chunk);
  }
  return hash.digest('hex');
}
