import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Static } from 'typebox';
import { Array as ArrayOf, Object as ObjectOf, String as Text } from 'typebox';
import { Check } from 'typebox/schema';

/** What is read here of the manifest of bundled recordings, which says much more (see the lab). */
const Manifest = ObjectOf({
  recordings: ArrayOf(ObjectOf({ name: Text(), file: Text(), title: Text() })),
});
type Entry = Static<typeof Manifest>['recordings'][number];

/** A recording that comes along with the server. */
export type BundledRecording = { readonly name: string; readonly title: string; readonly path: string };

/** The recording that is played when none is named. */
export const DEFAULT_RECORDING = 'tour';

const DIRECTORY = fileURLToPath(new URL('../recordings/', import.meta.url));

/** All of them, in the order of the manifest. */
export function bundledRecordings(): readonly BundledRecording[] {
  const manifest: unknown = JSON.parse(readFileSync(join(DIRECTORY, 'manifest.json'), 'utf8'));
  if (!Check(Manifest, manifest)) {
    throw new Error(`${DIRECTORY}manifest.json is no manifest of recordings`);
  }
  return manifest.recordings.map(({ name, file, title }: Entry) => ({
    name,
    title,
    path: join(DIRECTORY, file),
  }));
}

/** One line a recording: its name and its title. */
export function printRecordings(recordings: readonly BundledRecording[]): string {
  const width = Math.max(...recordings.map(({ name }) => name.length));
  return recordings.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`).join('\n');
}
