import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { TSHARK_ARGUMENTS } from '../meter/tshark-fields.ts';
import { messageOf, RecordingError } from '../recording-error.ts';

const MOST_COMPLAINTS = 2000;
/** What tshark says of itself to the superuser. */
const CHATTER = 'Running as user ';

/** What tshark prints of a capture: see `TSHARK_FIELDS`. Ended by the end of the loop that reads it. */
export class Tshark {
  readonly #capture: AsyncIterable<Buffer>;
  #complaint = '';

  constructor(capture: AsyncIterable<Buffer>) {
    this.#capture = capture;
  }

  /** Why not everything could be decoded; empty when it could. Told when `output` has ended. */
  get complaint(): string {
    return this.#complaint;
  }

  /** The lines, as bytes. Throws a `RecordingError` when tshark is not installed. */
  async *output(): AsyncGenerator<Buffer, undefined> {
    const tshark = spawn('tshark', ['-r', '-', ...TSHARK_ARGUMENTS], { stdio: ['pipe', 'pipe', 'pipe'] });
    const ended = new Promise<string>((resolve, reject) => {
      tshark.on('error', reject);
      tshark.on('close', (code) => {
        resolve(code === 0 ? '' : `tshark ended with code ${String(code)}`);
      });
    });
    let said = '';
    tshark.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(0, MOST_COMPLAINTS);
    });
    const feeding = pipeline(Readable.from(this.#capture), tshark.stdin).catch(ignoreClosedPipe);
    try {
      for await (const chunk of tshark.stdout as AsyncIterable<Buffer>) {
        yield chunk;
      }
      const failure = await ended;
      await feeding;
      this.#complaint = failure === '' ? '' : complaintOf(said) || failure;
    } catch (error) {
      throw isMissing(error) ? missing(error) : error;
    } finally {
      tshark.kill('SIGKILL');
      await feeding;
      await ended.catch(() => '');
    }
    return undefined;
  }
}

/** tshark stops reading at the first damage; what it says of that is told by its end. */
function ignoreClosedPipe(error: unknown): void {
  if (error instanceof RecordingError) {
    throw error;
  }
}

function complaintOf(said: string): string {
  return said
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith(CHATTER))
    .join(' ')
    .replace(/^tshark:\s*/, '');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function missing(error: unknown): RecordingError {
  return new RecordingError(
    'needs-program',
    `a capture of packets needs tshark, which is not installed: apt-get install tshark (${messageOf(error)})`,
    { cause: error },
  );
}
