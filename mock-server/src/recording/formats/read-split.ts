import type { TrafficRecord } from '#model/flow.ts';

import type { Intake } from '../decode/intake.ts';
import type { FileBytes } from '../input/file-bytes.ts';
import type { InputFile } from '../input/input-file.ts';

/** Cuts the bytes of a file as they come, and gives an intake what it finds. */
export interface Splitter {
  /** The number of the line that is reached, from 1. */
  readonly line: number;
  push(chunk: Buffer): void;
  /** The bytes have ended. */
  end(): void;
}

/** Reads a file through a splitter; a file that ends too early is told of at the line that it reached. */
export async function* readSplit(
  file: InputFile,
  intake: Intake,
  splitter: Splitter,
): AsyncGenerator<readonly TrafficRecord[], undefined> {
  const bytes = file.bytes();
  for await (const chunk of bytes.chunks()) {
    splitter.push(chunk);
    yield intake.take();
  }
  splitter.end();
  tellTrailing(bytes, intake);
  if (bytes.endsEarly !== undefined) {
    intake.leaveOut(splitter.line, bytes.endsEarly);
  }
  yield intake.take();
  return undefined;
}

/** Tells of bytes that stand behind the end of what is packed. */
export function tellTrailing({ trailingBytes: count }: FileBytes, intake: Intake): void {
  if (count > 0) {
    intake.remark({
      code: 'trailing-bytes',
      text: `${count} byte${count === 1 ? '' : 's'} behind the end of the gzip are none, and were not read`,
      numbers: { bytes: count },
    });
  }
}
