import { readGroups } from './grammar.ts';
import { testOf } from './holds.ts';
import type { Test } from './holds.ts';
import type { KnownRecord } from './known-record.ts';

/** A span of time, half-open, in ms since the epoch. */
type Span = { readonly fromMs: number; readonly toMs: number };

/** A query of section 2.1 of the reference, read from its parameters as HTTP decodes them. */
type Asked = Span & {
  /** Whether a record lies in the time, is of the type and passes filters, namespace, drops and duplicates. */
  readonly chooses: Test;
  /** What filters, namespace and drops let through. */
  readonly passes: Test;
  readonly limit: number | undefined;
};

const EVENTS: readonly string[] = ['newConnection', 'heartbeat', 'endConnection'];

/** Reads what the records, the export and the metrics have in common. */
export function readAsked(query: URLSearchParams, nowMs: number): Asked {
  const isExport = query.has('format');
  const { fromMs, toMs } = spanOf(query, nowMs);
  const types = typesOf(query.get('recordType') ?? (isExport ? 'any' : 'flowLog'));
  const showDup = query.get('showDup') === 'true';
  const passes = contentsTest(query);
  const limit = query.get('limit');
  return {
    fromMs,
    toMs,
    passes,
    limit: limit === null ? undefined : Number(limit),
    chooses: (record) =>
      record.endMs >= fromMs &&
      record.endMs < toMs &&
      types.includes(record.type) &&
      (showDup || !record.isDuplicate) &&
      passes(record),
  };
}

/** The record types that `recordType` names. */
function typesOf(asked: string): readonly string[] {
  switch (asked) {
    case 'any':
      return [...EVENTS, 'flowLog'];
    case 'allConnections':
      return EVENTS;
    default:
      return [asked];
  }
}

/** The time that is asked for: startTime wins over timeRange; the second endTime is inside. */
export function spanOf(query: URLSearchParams, nowMs: number): Span {
  const start = query.get('startTime');
  const end = query.get('endTime');
  const range = query.get('timeRange');
  const isRelative = start === null && range !== null;
  return {
    fromMs: isRelative ? nowMs - Number(range) * 1000 : start === null ? -Infinity : Number(start) * 1000,
    toMs: end === null ? (isRelative ? nowMs : Infinity) : (Number(end) + 1) * 1000,
  };
}

/** What filters, namespace and packetLoss let through. */
export function contentsTest(query: URLSearchParams): Test {
  const filters = testOf(readGroups(decodeURIComponent(query.get('filters') ?? '')));
  const namespace = query.get('namespace') ?? '';
  const drops: Test = (record) => (record.number('PktDropPackets') ?? 0) >= 1;
  const losses: Readonly<Record<string, Test>> = {
    dropped: (record) => drops(record) && (record.number('Packets') ?? 0) === 0,
    hasDrops: drops,
    sent: (record) => !drops(record),
  };
  const isLost = losses[query.get('packetLoss') ?? 'all'] ?? (() => true);
  return (known) =>
    (namespace === '' ||
      known.record['SrcK8S_Namespace'] === namespace ||
      known.record['DstK8S_Namespace'] === namespace) &&
    isLost(known) &&
    filters(known);
}

/** The records that a query chooses, in the order in which they are known. */
export function newestIn(
  known: readonly KnownRecord[],
  query: string,
  nowMs: number,
): readonly KnownRecord[] {
  return known.filter(readAsked(new URLSearchParams(query), nowMs).chooses);
}
