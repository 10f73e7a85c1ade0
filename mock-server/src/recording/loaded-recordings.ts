import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Recording } from './recording.ts';
import type { RecordingFacts } from './tally.ts';

const FILE = 'loaded-recordings.txt';

/**
 * The recordings that a store on disk holds already, one a line, beside it.
 *
 * A recording played at its own times is the same each time: loading it again would double it. It is the same
 * when its name, its number of records and its span are.
 */
export class LoadedRecordings {
  readonly #path: string;
  readonly #known: Set<string>;

  private constructor(path: string, known: Set<string>) {
    this.#path = path;
    this.#known = known;
  }

  static async of(directory: string): Promise<LoadedRecordings> {
    const path = join(directory, FILE);
    return new LoadedRecordings(path, new Set((await readIfThere(path)).split('\n').filter(Boolean)));
  }

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  has(recording: Recording, facts: RecordingFacts): boolean {
    return this.#known.has(lineOf(recording, facts));
  }

  async add(recording: Recording, facts: RecordingFacts): Promise<void> {
    this.#known.add(lineOf(recording, facts));
    await writeFile(this.#path, `${[...this.#known].join('\n')}\n`);
  }
}

function lineOf({ name }: Recording, { flows, events, span }: RecordingFacts): string {
  return JSON.stringify([name, flows + events, span?.firstMs, span?.lastMs]);
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return '';
    }
    throw error;
  }
}
