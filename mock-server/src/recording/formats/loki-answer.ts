import type { Format } from './format.ts';
import { mergeLabels } from './loki-labels.ts';
import { readSplit } from './read-split.ts';
import type { LokiEntry } from '../scan/loki-splitter.ts';
import { LokiSplitter } from '../scan/loki-splitter.ts';
import type { Intake } from '../decode/intake.ts';

/** An answer with numbers, not flow logs. */
const METRICS_ANSWER = /"resultType"\s*:\s*"(?:matrix|vector|scalar)"/;

/** How an answer of Loki begins, or of NetObserv's backend. */
export const LOKI_ANSWER =
  /^\s*(?=\{\s*"(?:status|data|resultType|result|stats|unixTimestamp|isMock|streams)"\s*:)[^]*?(?:"resultType"\s*:|"stream"\s*:)/;

/**
 * An answer of Loki's API (`resultType: streams`, bare or inside `data`) or of `/api/loki/flow/records`, labels and
 * line of each entry merged.
 *
 * Streams stand one after another, each newest first as a rule, so the whole answer is sorted.
 */
export const LOKI_ANSWERS: Format = {
  name: 'an answer of Loki',
  order: 'unsorted',
  unit: 'line',
  isDecodedOnce: false,
  read(file, intake) {
    const splitter = new LokiSplitter({
      entry: (entry) => {
        addEntry(entry, intake);
      },
      broken: (line, reason) => {
        intake.leaveOut(line, reason);
      },
    });
    let isFirst = true;
    return readSplit(file, intake, {
      get line() {
        return splitter.line;
      },
      push: (chunk) => {
        if (isFirst && METRICS_ANSWER.test(chunk.toString('latin1'))) {
          intake.leaveOut(1, 'an answer with metrics, not with flow logs');
        }
        isFirst = false;
        splitter.push(chunk);
      },
      end: () => {
        splitter.end();
      },
    });
  },
};

function addEntry({ labels, values, entry, line }: LokiEntry, intake: Intake): void {
  const [, text, metadata] = Array.isArray(values) ? (values as readonly unknown[]) : [];
  if (typeof text !== 'string') {
    intake.leaveOut(line, `entry ${entry}: no line`);
    return;
  }
  intake.addJson(text, line, {
    complete: (flow) => mergeLabels([labels, metadata], flow),
    where: `entry ${entry}: `,
  });
}
