import type { TrafficRecord } from '#model/flow.ts';

import { counted } from '../../lib/counted.ts';
import type { Intake } from '../decode/intake.ts';
import type { FileBytes } from '../input/file-bytes.ts';
import type { InputFile } from '../input/input-file.ts';
import type { NotUtf8 } from '../input/utf8-check.ts';
import { Utf8Check } from '../input/utf8-check.ts';

/** Cuts the bytes of a file as they come, and gives an intake what it finds. */
export interface Splitter {
  /** The number of the line that is reached, from 1. */
  readonly line: number;
  push(chunk: Buffer): void;
  /** The bytes have ended. */
  end(): void;
}

/**
 * Reads a file through a splitter; a file that ends too early is told of at the line that it reached, and so is a line
 * that is not in UTF-8.
 */
export async function* readSplit(
  file: InputFile,
  intake: Intake,
  splitter: Splitter,
): AsyncGenerator<readonly TrafficRecord[], undefined> {
  const bytes = file.bytes();
  const encoding = new Utf8Check();
  for await (const chunk of bytes.chunks()) {
    tellNotUtf8(encoding.check(chunk, splitter.line), intake);
    splitter.push(chunk);
    yield intake.take();
  }
  tellNotUtf8(encoding.end(splitter.line), intake);
  splitter.end();
  tellTrailing(bytes, intake);
  if (bytes.endsEarly !== undefined) {
    intake.leaveOut(splitter.line, bytes.endsEarly);
  }
  yield intake.take();
  return undefined;
}

function tellNotUtf8(lines: readonly NotUtf8[], intake: Intake): void {
  for (const { line, word } of lines) {
    intake.noteOddities(
      [{ code: 'characters-replaced', detail: `not UTF-8, as Latin-1 it says ${word}` }],
      line,
    );
  }
}

/** Tells of bytes that stand behind the end of what is packed. */
export function tellTrailing({ trailingBytes: count }: FileBytes, intake: Intake): void {
  if (count > 0) {
    intake.remark({
      code: 'trailing-bytes',
      text: `${counted(count, 'byte')} behind the end of the gzip are none, and were not read`,
      numbers: { bytes: count },
    });
  }
}
