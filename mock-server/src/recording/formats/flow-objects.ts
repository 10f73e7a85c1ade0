import type { Format } from './format.ts';
import { ObjectSplitter } from '../scan/object-splitter.ts';

/**
 * Flow logs as JSON objects, however they are set: an array, pretty-printed or not (the `.json` of
 * `oc netobserv flows`), or one after another with commas and no brackets (its raw `.txt`).
 */
export const FLOW_OBJECTS: Format = {
  name: 'JSON objects',
  order: 'nearly-sorted',
  isDecodedOnce: false,
  async *read(file, intake) {
    const splitter = new ObjectSplitter({
      object: (text, line) => intake.addJson(text, line),
      salvaged: (text) => intake.salvageJson(text),
      broken: (line, reason) => {
        intake.leaveOut(line, reason);
      },
    });
    const bytes = file.bytes();
    for await (const chunk of bytes.chunks()) {
      splitter.push(chunk);
      yield intake.take();
    }
    splitter.end();
    if (bytes.endsEarly !== undefined) {
      intake.leaveOut(splitter.line, bytes.endsEarly);
    }
    yield intake.take();
    return undefined;
  },
};
