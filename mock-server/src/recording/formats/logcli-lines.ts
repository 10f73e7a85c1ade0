import type { Intake } from '../decode/intake.ts';
import { parseJson } from '../decode/json-text.ts';
import { readLines } from './flow-lines.ts';
import type { Format } from './format.ts';
import { mergeLabels } from './loki-labels.ts';

const DEFAULT_LINE = /^\d{4}-\d\d-\d\dT\S+\s+(?:(\{(?:[^"{}]|"(?:[^"\\]|\\.)*")*\})\s+)?(\{.*)$/s;
const COMMON_LABELS = /Common labels:\s*(\{.*\})\s*$/;
const LABEL = /([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** A line of any output of logcli but `raw`: see `logcliFormat`. */
export const LOGCLI_LINE = /^\d{4}-\d\d-\d\dT\S+\s+\{|Common labels:\s*\{|^\{"labels":\s*\{/;

/**
 * What logcli prints of flow logs: `-o jsonl` (`{"labels": …, "line": …, "timestamp": …}`) and its default
 * (`2024-…Z {labels} line`), labels and line merged.
 *
 * The default prints the labels that all lines share once, to standard error, as `Common labels: {…}`: when that
 * line is in the file too, they are merged into the lines after it.
 */
export const LOGCLI_LINES: Format = {
  name: 'lines of logcli',
  order: 'nearly-sorted',
  unit: 'line',
  isDecodedOnce: false,
  read: (file, intake) => {
    let common: Readonly<Record<string, string>> = {};
    return readLines(file, intake, (text, line) => {
      const shared = COMMON_LABELS.exec(text)?.[1];
      if (text.startsWith('{')) {
        addJsonLine(text, line, intake);
      } else if (shared !== undefined) {
        common = parseLabels(shared);
      } else {
        addDefaultLine({ text, line, common }, intake);
      }
    });
  },
};

function addJsonLine(text: string, line: number, intake: Intake): void {
  const entry = parseJson(text);
  const { labels, line: flow } = (entry.ok ? entry.value : {}) as {
    readonly labels?: unknown;
    readonly line?: unknown;
  };
  const complete = (value: unknown) => mergeLabels([labels], value);
  intake.addJson(typeof flow === 'string' ? flow : text, line, { complete });
}

function addDefaultLine(
  entry: { readonly text: string; readonly line: number; readonly common: object },
  intake: Intake,
): void {
  const [, labels = '', flow] = DEFAULT_LINE.exec(entry.text) ?? [];
  if (flow === undefined) {
    intake.leaveOut(entry.line, 'not a line of logcli: a time, labels and a flow log in JSON');
    return;
  }
  intake.addJson(flow, entry.line, {
    complete: (value) => mergeLabels([entry.common, parseLabels(labels)], value),
  });
}

function parseLabels(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(LABEL)].map(([, name = '', value = '']) => [name, unquote(value)]),
  );
}

/** Go quotes as JSON does, but for control characters and the like, which stay as they are written. */
function unquote(value: string): string {
  try {
    return String(JSON.parse(`"${value}"`));
  } catch {
    return value;
  }
}
