import { mayHaveChanged } from '#model/conversation/may-have-changed.ts';
import { mentions } from '#model/filter/filter-fields.ts';
import type { Filter } from '#model/filter/filter.ts';
import type { TimeRange, TimeSpan } from '#model/time-range.ts';
import type { PageConfig } from '../api/config.ts';
import type { Traffic } from '../data/traffic.ts';
import type { SinceThen } from '../features/notices/ChangedSince.tsx';
import { recordedSpan } from './cluster.ts';

/** Fields of a conversation that grow, or turn, as it goes on. */
const CHANGING = [
  ...['_Status', '_DurationMs', '_Events', '_Ratio', '_RecordType', 'numFlowLogs', 'TimeFlowEndMs'],
  ...['Bytes', 'Packets', 'PktDropBytes', 'PktDropPackets'].flatMap((field) => [
    field,
    `${field}_AB`,
    `${field}_BA`,
  ]),
];

type Shown = {
  readonly timeRange: TimeRange;
  readonly span: TimeSpan;
  /** Lowered. */
  readonly filter: Filter;
  readonly listed: Traffic | undefined;
};

/** What of the rows of a fixed time is of now; `undefined` for flows, times that go on, and what is recorded and done. */
export function sinceThen(
  config: PageConfig,
  { timeRange, span, filter, listed }: Shown,
): SinceThen | undefined {
  const isOver = timeRange.kind === 'absolute' && listed !== undefined && span.toMs <= listed.serverMs;
  if (!isOver || listed.kind !== 'conversations' || recordedSpan(config) !== undefined) {
    return undefined;
  }
  return {
    changed: listed.items.filter((conversation) => mayHaveChanged(conversation, span)).length,
    isFilteredByNow: CHANGING.some((field) => mentions(filter, field)),
  };
}
