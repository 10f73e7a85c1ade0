import type { Backend } from '../backend.ts';
import type { RecordsWanted } from '../grammar/log-query-of.ts';
import { logQueryOf } from '../grammar/log-query-of.ts';
import { LokiFields } from '../grammar/loki-fields.ts';
import type { ConditionGroup } from '../grammar/parse-filters.ts';
import { condition, distribute, parseFilters } from '../grammar/parse-filters.ts';
import type { LogQuery } from '../logql/log-query.ts';
import { isParsed } from '../logql/log-query.ts';
import type { AnsweredStream, Loki } from '../loki/log-answer.ts';
import { answerLogQuery } from '../loki/log-answer.ts';
import type { LogEntry } from '../loki/log-entry.ts';
import { ANSWERED_STREAMS } from '../loki/loki-limits.ts';
import { accepted, answered, ConnectionDropped, Refusal } from './answer.ts';
import { parameter, readEnd, readLimit, readPacketLoss, readRecordType, readStart } from './parameters.ts';
import type { Asked } from './serve.ts';

/** Streams that were put together from the answers of several queries, and what was counted meanwhile. */
export type MergedStreams = {
  readonly streams: readonly AnsweredStream[];
  readonly queries: number;
  /** Entries of all answers, those that came again included. */
  readonly entries: number;
  readonly duplicates: number;
  readonly isLimitReached: boolean;
};

/** Where in time, and how many at most, as Loki is asked. */
type Range = { readonly start: string; readonly end: string; readonly limit: string };

/** Answers what is asked of records: each group of conditions is a query of its own, with the whole limit. */
export function askRecords({ settings }: Backend, { parameters, loki }: Asked): MergedStreams {
  const range = {
    start: accepted(readStart(parameters, loki.nowMs)),
    end: accepted(readEnd(parameters)),
    limit: accepted(readLimit(parameters)),
  };
  const wanted = {
    recordType: accepted(readRecordType(parameters)),
    packetLoss: accepted(readPacketLoss(parameters)),
  };
  const groups = inNamespace(
    accepted(parseFilters(parameter(parameters, 'filters'))),
    parameter(parameters, 'namespace'),
  );
  const fields = new LokiFields(settings.lokiLabels, settings.fields);
  const queries = groups.map((group) => queryOf(group, wanted, fields, groups.length > 1));
  return merged(
    queries.map((query) => streamsOf(loki, query, range)),
    Number(range.limit),
  );
}

function inNamespace(groups: readonly ConditionGroup[], namespace: string): readonly ConditionGroup[] {
  return namespace === ''
    ? groups
    : distribute(groups, [
        [condition('SrcK8S_Namespace', '=', namespace)],
        [condition('DstK8S_Namespace', '=', namespace)],
      ]);
}

function queryOf(
  group: ConditionGroup,
  wanted: RecordsWanted,
  fields: LokiFields,
  isOneOfSeveral: boolean,
): LogQuery {
  const query = logQueryOf(group, wanted, fields);
  if (!query.ok) {
    throw new Refusal(400, isOneOfSeveral ? `Can't build query: ${query.error}` : query.error);
  }
  return query.value;
}

function streamsOf(loki: Loki, query: LogQuery, range: Range): readonly AnsweredStream[] {
  const streams = answered(answerLogQuery(loki, query, range));
  if (isParsed(query) && streams.length > ANSWERED_STREAMS) {
    throw new ConnectionDropped();
  }
  return streams;
}

/**
 * Puts answers together: streams with the same labels become one, and an entry that is in such a stream already is
 * counted as a duplicate.
 *
 * The same record in streams of different labels is there twice: so it is where one of the queries parses lines.
 */
export function merged(answers: readonly (readonly AnsweredStream[])[], limit: number): MergedStreams {
  const streams = new Map<string, AnsweredStream & { readonly entries: LogEntry[] }>();
  const there = new Map<string, Set<LogEntry>>();
  let duplicates = 0;
  for (const { entries, ...stream } of answers.flat()) {
    const target = streams.get(stream.name) ?? { ...stream, entries: [] };
    const known = there.get(stream.name) ?? new Set<LogEntry>();
    streams.set(stream.name, target);
    there.set(stream.name, known);
    for (const entry of entries) {
      duplicates += Number(known.has(entry));
      if (!known.has(entry)) {
        known.add(entry);
        target.entries.push(entry);
      }
    }
  }
  const counts = answers.map((answer) => answer.reduce((sum, { entries }) => sum + entries.length, 0));
  return {
    streams: [...streams.values()],
    queries: answers.length,
    entries: counts.reduce((sum, count) => sum + count, 0),
    duplicates,
    // Without a limit each of them reaches it.
    isLimitReached: counts.some((count) => count >= limit),
  };
}
