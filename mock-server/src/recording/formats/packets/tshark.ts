import { spawn } from 'node:child_process';

import type { InputFile } from '../../input/input-file.ts';
import { TSHARK_ARGUMENTS } from '../../meter/tshark-fields.ts';
import { RecordingError } from '../../recording-error.ts';

const MOST_COMPLAINTS = 2000;
/** What tshark says of itself to the superuser. */
const CHATTER = 'Running as user ';

/** What tshark prints of a capture, gzip or not: see `TSHARK_FIELDS`. Ended by the end of the loop that reads it. */
export class Tshark {
  readonly #file: InputFile;
  #complaint = '';

  constructor(file: InputFile) {
    this.#file = file;
  }

  /** Why not everything could be decoded; empty when it could. Told when `output` has ended. */
  get complaint(): string {
    return this.#complaint;
  }

  /** The lines, as bytes. Throws a `RecordingError` when tshark is not installed. */
  async *output(): AsyncGenerator<Buffer, undefined> {
    const tshark = spawn('tshark', ['-r', this.#file.path, ...TSHARK_ARGUMENTS], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null | Error>((resolve) => {
      tshark.on('error', resolve);
      tshark.on('close', resolve);
    });
    let said = '';
    tshark.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(0, MOST_COMPLAINTS);
    });
    try {
      for await (const chunk of tshark.stdout as AsyncIterable<Buffer>) {
        yield chunk;
      }
      const code = await ended;
      if (code instanceof Error) {
        throw notStarted(code);
      }
      this.#complaint = code === 0 ? '' : complaintOf(said) || `tshark ended with code ${String(code)}`;
      this.#complaint = this.#complaint.replaceAll(this.#file.path, this.#file.label);
    } finally {
      tshark.kill('SIGKILL');
      await ended;
    }
    return undefined;
  }
}

function complaintOf(said: string): string {
  return said
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith(CHATTER))
    .join(' ')
    .replace(/^tshark:\s*/, '');
}

function notStarted(error: Error): RecordingError {
  return new RecordingError(
    'needs-program',
    `a capture of packets needs tshark: apt-get install tshark (${error.message})`,
    { cause: error },
  );
}
