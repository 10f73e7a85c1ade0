import type { RecordType } from '#model/event.ts';
import type { LogTypesSetting } from '#model/wire/config.ts';

import type { LeftOut, Note, RecordingFacts } from './recording/tally.ts';
import { UNITS } from './recording/tally.ts';
import type { TrackedCounts } from './tracked-before.ts';

/** What is said of a recording once it is loaded. */
export type LoadSummary = {
  readonly name: string;
  readonly title?: string;
  readonly files: readonly string[];
  readonly facts: RecordingFacts;
  readonly logTypes: LogTypesSetting;
  readonly isRetracked: boolean;
  readonly trackedBefore: TrackedCounts;
  readonly conversations: number;
  readonly openConversations: number;
  readonly forgottenRecords: number;
  readonly maxRecords: number;
  readonly tookMs: number;
};

/** The summary as lines: what there is, what was done with it, and what was left out and why. */
export function printLoadSummary(summary: LoadSummary): readonly string[] {
  const { name, title, facts, logTypes, conversations, openConversations, tookMs } = summary;
  const { flows, events, traffic, endpoints } = facts;
  return [
    `${name}${title === undefined ? '' : `: ${title}`}`,
    ...filesLine(summary),
    ...facts.notes.map(noteLine),
    `${count(flows, 'flow')}${events === 0 ? '' : ` and ${count(events, 'event')}`}${spanText(traffic)}, ${count(endpoints, 'endpoint')}`,
    ...trackedLines(summary),
    `log types ${logTypes}: ${count(conversations, 'conversation')}, ${formatCount(openConversations)} of them open`,
    ...(facts.late === 0
      ? []
      : [`${count(facts.late, 'record')} stood too late in the file and came after younger ones`]),
    ...(summary.forgottenRecords === 0
      ? []
      : [
          `${count(summary.forgottenRecords, 'record')} forgotten again: no more than ${formatCount(summary.maxRecords)} are kept (--retain-records), and none for too long (--retain)`,
        ]),
    `loaded in ${(tookMs / 1000).toFixed(1)} s`,
    ...leftOutLines(facts, summary.files.length > 1),
  ];
}

/** A number with its thousands apart: `1 200`. */
export function formatCount(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}

function count(value: number, thing: string): string {
  return `${formatCount(value)} ${thing}${value === 1 ? '' : 's'}`;
}

function noteLine({ path, text }: Note): string {
  return path === undefined ? text : `${path}: ${text}`;
}

function filesLine({ name, files }: LoadSummary): readonly string[] {
  return files.length === 1 && files[0] === name ? [] : [`from ${files.join(', ')}`];
}

function spanText(span: RecordingFacts['traffic']): string {
  if (span === undefined) {
    return '';
  }
  return ` from ${new Date(span.firstMs).toISOString()} to ${new Date(span.lastMs).toISOString()}`;
}

function trackedLines({ facts, isRetracked, trackedBefore, logTypes }: LoadSummary): readonly string[] {
  if (isRetracked) {
    return facts.events === 0 ? [] : [`${count(facts.events, 'event')} dropped, flows tracked anew`];
  }
  const { flows, events, leftOut } = trackedBefore;
  const taken = flows + events;
  const hasOnlyFlows = flows > 0 && facts.events === 0 && logTypes !== 'Flows';
  return [
    ...(taken === 0
      ? []
      : [
          `${count(taken, 'record')} ${taken === 1 ? 'was' : 'were'} tracked already and ${taken === 1 ? 'is taken as it is' : 'are taken as they are'}`,
        ]),
    ...(hasOnlyFlows
      ? ['the tracked flows come without events, so there are no conversations of them: --retrack makes them']
      : []),
    ...[...leftOut].map(([type, records]) => leftOutType(type, records, logTypes)),
  ];
}

function leftOutType(type: RecordType, records: number, logTypes: LogTypesSetting): string {
  return `${count(records, 'record')} of type ${type} left out: log types are ${logTypes}`;
}

function leftOutLines(
  { leftOut, leftOutCount, leftOutOf }: RecordingFacts,
  areFilesNamed: boolean,
): readonly string[] {
  if (leftOutCount === 0) {
    return [];
  }
  const more = leftOutCount > leftOut.length ? ', the first of them' : '';
  const counts = UNITS.flatMap((unit) => {
    const broken = leftOutOf[unit] ?? 0;
    return broken === 0 ? [] : [count(broken, `broken ${unit}`)];
  });
  return [
    `${counts.join(' and ')} left out${more}:`,
    ...leftOut.map((one) => `  ${placeOf(one, areFilesNamed)}: ${one.reason}`),
  ];
}

function placeOf({ path, unit, line }: LeftOut, isFileNamed: boolean): string {
  return isFileNamed ? `${path}:${line}` : `${unit} ${line}`;
}
