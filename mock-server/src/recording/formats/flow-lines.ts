import type { TrafficRecord } from '#model/flow.ts';

import type { Intake } from '../decode/intake.ts';
import type { InputFile } from '../input/input-file.ts';
import type { Format } from './format.ts';
import { readSplit } from './read-split.ts';
import { LineSplitter, TOO_LONG } from '../scan/line-splitter.ts';

/** A flow log a line (NDJSON, JSON lines): what flowlogs-pipeline writes, and `logcli -o raw`. */
export const FLOW_LINES: Format = {
  name: 'flow logs, one a line',
  order: 'nearly-sorted',
  unit: 'line',
  isDecodedOnce: false,
  read: (file, intake) =>
    readLines(file, intake, (text, line) => {
      intake.addJson(text, line);
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
