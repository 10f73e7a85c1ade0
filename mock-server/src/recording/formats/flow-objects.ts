import type { Format } from './format.ts';
import { readSplit } from './read-split.ts';
import { ObjectSplitter } from '../scan/object-splitter.ts';

/**
 * Flow logs as JSON objects, however they are set: an array, pretty-printed or not (the `.json` of
 * `oc netobserv flows`), or one after another with commas and no brackets (its raw `.txt`).
 */
export const FLOW_OBJECTS: Format = {
  name: 'JSON objects',
  order: 'nearly-sorted',
  unit: 'line',
  isDecodedOnce: false,
  read: (file, intake) =>
    readSplit(
      file,
      intake,
      new ObjectSplitter({
        object: (text, line) => intake.addJson(text, line),
        salvaged: (text) => intake.salvageJson(text),
        broken: (line, reason) => {
          intake.leaveOut(line, reason);
        },
      }),
    ),
};
