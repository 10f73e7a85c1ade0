import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { Array as ArrayOf, Object as ObjectOf, String as Text } from 'typebox';
import { Check } from 'typebox/schema';

/** What is read of the manifest of bundled recordings, which says much more (see the lab). */
const Manifest = ObjectOf({ recordings: ArrayOf(ObjectOf({ name: Text(), file: Text() })) });

/**
 * The name that `manifest.json` beside a recording gives it; the file's own name without one.
 *
 * A file of that name that is no manifest of recordings is somebody else's, and not looked at.
 */
export async function nameInManifest(path: string): Promise<string> {
  const file = basename(path);
  const manifest = await readJson(join(dirname(path), 'manifest.json'));
  const entry = Check(Manifest, manifest)
    ? manifest.recordings.find((recording) => recording.file === file)
    : undefined;
  return entry?.name ?? file;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
