import { isDeepStrictEqual } from 'node:util';

import type { Conversation } from '#model/conversation/conversation.ts';
import type { TrafficRecord } from '#model/flow.ts';

import type { Answer } from './contract-server.ts';
import { linesOf } from './contract-server.ts';
import type { Dice } from './dice.ts';
import type { Oracle } from './oracle/oracle.ts';
import { commonQuery } from './random-query.ts';
import type { StreamsAnswer } from './streams.ts';
import { recordsOfAnswer } from './streams.ts';
import type { ValuePool } from './value-pool.ts';

/** A query and what is to come back; `disagreement` is absent where it did. */
export type Question = {
  readonly url: string;
  readonly isEmpty: boolean;
  /** 200 unless it is said. */
  readonly status?: number;
  readonly disagreement: (answer: Answer) => string | undefined;
};

export type Asker = {
  readonly dice: Dice;
  readonly pool: ValuePool;
  readonly oracle: Oracle;
  /** What the server announces as Loki labels. */
  readonly labels: readonly string[];
};

export function askRecords({ dice, pool, oracle, labels }: Asker): Question {
  const limit = dice.oneOf([undefined, 5, 50, 500]);
  const query = [...commonQuery(dice, pool), ...(limit === undefined ? [] : [`limit=${limit}`])].join('&');
  const chosen = oracle.chosen(new URLSearchParams(query));
  const expected = chosen.slice(0, limit ?? 100).map(({ record }) => withTextLabels(record, labels));
  return {
    url: `/api/loki/flow/records?${query}`,
    isEmpty: expected.length === 0,
    disagreement: ({ text }) => {
      const answer = JSON.parse(text) as StreamsAnswer;
      const isLimited = chosen.length > (limit ?? 100);
      if (answer.stats['limitReached'] !== isLimited) {
        return `limitReached is not ${String(isLimited)}`;
      }
      return differentSets(recordsOfAnswer(answer), expected);
    },
  };
}

export function askExport({ dice, pool, oracle }: Asker): Question {
  const limit = dice.oneOf([undefined, 7, 300, 300]);
  const query = [
    'format=ndjson',
    ...commonQuery(dice, pool),
    ...(limit === undefined ? [] : [`limit=${limit}`]),
  ].join('&');
  const expected = oracle.exported(new URLSearchParams(query));
  return {
    url: `/api/loki/export?${query}`,
    isEmpty: expected.length === 0,
    disagreement: ({ text }) => {
      const actual = linesOf(text);
      return isDeepStrictEqual(actual, expected)
        ? undefined
        : (differentSets(actual, expected) ?? 'the order is another');
    },
  };
}

const SORTS: Readonly<Record<string, (conversation: Conversation) => number>> = {
  start: ({ startMs }) => startMs,
  end: ({ endMs }) => endMs,
  duration: ({ startMs, endMs }) => endMs - startMs,
  bytes: ({ bytes }) => bytes,
  bytesAB: ({ bytesAB }) => bytesAB,
  bytesBA: ({ bytesBA }) => bytesBA,
  packets: ({ packets }) => packets,
  flows: ({ flows }) => flows,
};

export function askConversations({ dice, pool, oracle }: Asker): Question {
  const key = dice.oneOf(Object.keys(SORTS));
  const sign = dice.oneOf([1, -1]);
  const limit = dice.oneOf([10, 100]);
  const sort = `${sign < 0 ? '-' : ''}${key}`;
  const query = [...commonQuery(dice, pool), `sort=${sort}`, `limit=${limit}`].join('&');
  const alive = oracle.aliveIn(new URLSearchParams(query));
  const valueOf = SORTS[key] ?? (() => 0);
  const sorted = [...alive].sort(
    (a, b) => sign * (valueOf(a) - valueOf(b)) || (a.key < b.key ? -1 : Number(a.key > b.key)),
  );
  return {
    url: `/api/conversations?${query}`,
    isEmpty: alive.length === 0,
    disagreement: ({ text }) => {
      const { items, total } = JSON.parse(text) as { items: readonly TrafficRecord[]; total: number };
      return total === alive.length
        ? differentSets(items, sorted.slice(0, limit) as unknown as readonly TrafficRecord[])
        : `total is ${total}, not ${alive.length}`;
    },
  };
}

export function askNames({ dice, pool, oracle }: Asker): Question {
  const target = pool.target(dice);
  const namespace = dice.isLucky(0.2) ? '' : pool.value(dice, 'SrcK8S_Namespace', target);
  const kind = dice.oneOf([
    'Pod',
    'Service',
    'Node',
    'Deployment',
    'DaemonSet',
    'StatefulSet',
    '',
    'Odd kind',
  ]);
  const expected = oracle.names(namespace, kind);
  return {
    url: `/api/resources/names?namespace=${encodeURIComponent(namespace)}&kind=${encodeURIComponent(kind)}`,
    isEmpty: expected.size === 0,
    disagreement: ({ text }) => {
      const actual = JSON.parse(text) as readonly string[];
      return isDeepStrictEqual([...actual].sort(), [...expected].sort())
        ? undefined
        : `${JSON.stringify(actual)} instead of ${JSON.stringify([...expected])}`;
    },
  };
}

function withTextLabels(record: TrafficRecord, labels: readonly string[]): TrafficRecord {
  return Object.fromEntries(
    Object.entries(record).map(([field, value]) => [
      field,
      labels.includes(field) && typeof value !== 'object' ? String(value) : value,
    ]),
  );
}

/** Says what one list has and the other has not; each list holds each record once or more. */
export function differentSets(
  actual: readonly TrafficRecord[],
  expected: readonly TrafficRecord[],
): string | undefined {
  const left = actual.map(canonical).sort();
  const right = expected.map(canonical).sort();
  const index = right.findIndex((text, place) => text !== left[place]);
  if (left.length === right.length && index === -1) {
    return undefined;
  }
  const surplus = left.find((text) => !right.includes(text));
  const missing = right.find((text) => !left.includes(text));
  return [
    `${actual.length} instead of ${expected.length}`,
    ...(surplus === undefined ? [] : [`not expected: ${surplus}`]),
    ...(missing === undefined ? [] : [`missing: ${missing}`]),
  ].join('\n');
}

function canonical(record: TrafficRecord): string {
  const entries = Object.entries(record).filter(([, value]) => value !== null && value !== undefined);
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
