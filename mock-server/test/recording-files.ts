import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Flow } from '#model/flow.ts';

/** A folder for the files of one test file; `remove` it at the end. */
export class RecordingFiles {
  readonly directory: string;
  #count = 0;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async create(): Promise<RecordingFiles> {
    return new RecordingFiles(await mkdtemp(join(tmpdir(), 'recording-')));
  }

  /** Writes a file and says where. */
  async write(content: string | Uint8Array): Promise<string> {
    this.#count += 1;
    const path = join(this.directory, `file-${this.#count}`);
    await writeFile(path, content);
    return path;
  }

  /** Writes a recording, one flow a line. */
  writeFlows(flows: readonly Flow[]): Promise<string> {
    return this.write(flows.map((flow) => `${JSON.stringify(flow)}\n`).join(''));
  }

  remove(): Promise<void> {
    return rm(this.directory, { recursive: true });
  }
}
