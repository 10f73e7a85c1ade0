import type { TrafficRecord } from '#model/flow.ts';

import type { Intake } from '../decode/intake.ts';
import type { InputFile } from '../input/input-file.ts';
import type { Format } from './format.ts';
import { PartLines, withoutPrefix } from './log-prefix.ts';
import { readSplit } from './read-split.ts';
import { LineSplitter, TOO_LONG } from '../scan/line-splitter.ts';

/**
 * A flow log a line (NDJSON, JSON lines): what flowlogs-pipeline writes, and `logcli -o raw`; with whatever tools put
 * before the lines of a container, or around them.
 */
export const FLOW_LINES: Format = {
  name: 'flow logs, one a line',
  order: 'nearly-sorted',
  unit: 'line',
  isDecodedOnce: false,
  async *read(file, intake) {
    const parts = new PartLines();
    let last = 1;
    yield* readLines(file, intake, (text, line) => {
      const whole = parts.take(text);
      last = line;
      if (whole !== undefined) {
        intake.addJson(withoutPrefix(whole), line);
      }
    });
    for (const part of parts.rest) {
      intake.leaveOut(last, `cut off: a part of a line whose rest is missing, of ${part.length} characters`);
    }
    return undefined;
  },
};

/** Flow logs that were decoded already, one a line: they are right, and taken as they are. */
export const DECODED_LINES: Format = {
  ...FLOW_LINES,
  read: (file, intake) =>
    readLines(file, intake, (text) => {
      intake.addDecoded(JSON.parse(text) as TrafficRecord);
    }),
};

/** Reads a file line by line; `take` gives the intake what a line holds. */
export function readLines(
  file: InputFile,
  intake: Intake,
  take: (text: string, line: number) => void,
): AsyncGenerator<readonly TrafficRecord[], undefined> {
  const splitter = new LineSplitter({
    line: take,
    tooLong: (line) => {
      intake.leaveOut(line, TOO_LONG);
    },
  });
  return readSplit(file, intake, splitter);
}
