import { isDeepStrictEqual } from 'node:util';

import { conversationRecord } from '#model/fields/conversation-fields.ts';

import { explained } from './oracle/explain.ts';
import type { Effect } from './oracle/explain.ts';
import { KnownRecord } from './oracle/known-record.ts';
import type { Asker, Question } from './questions.ts';
import { commonQuery } from './random-query.ts';

type ExplainAnswer = {
  readonly of: string;
  readonly total: number;
  readonly groups: readonly { readonly conditions: readonly Effect[] }[];
  readonly implicit: readonly ({ readonly kind: string } & Effect)[];
  readonly nearest: Readonly<Record<string, number>>;
};

/** More conditions are refused. */
const MAX_CONDITIONS = 50;

export function askExplain({ dice, pool, oracle }: Asker): Question {
  const query = commonQuery(dice, pool).join('&');
  const expected = explained(oracle, new URLSearchParams(query));
  const url = `/api/explain?${query}`;
  if (expected.groups.flat().length > MAX_CONDITIONS) {
    return { url, isEmpty: true, status: 422, disagreement: () => undefined };
  }
  return {
    url,
    isEmpty: expected.total === 0,
    disagreement: ({ text }) => {
      const { of, total, groups, implicit, nearest } = JSON.parse(text) as ExplainAnswer;
      const effect = ({ alone, without }: Effect): Effect => ({ alone, without });
      return different(
        {
          of,
          total,
          groups: groups.map(({ conditions }) => conditions.map(effect)),
          implicit: Object.fromEntries(implicit.map((one) => [one.kind, effect(one)])),
          // What is nearest to conversations, which last, is told by their ends; there it says more than one thing.
          ...(of === 'records' ? { nearest } : {}),
        },
        of === 'records' ? expected : { ...expected, nearest: undefined },
      );
    },
  };
}

const FACETS = [
  ...['_Status', 'Proto', 'SrcK8S_Namespace', 'DstK8S_OwnerName', 'DstPort', 'SrcK8S_Type'],
  ...['SrcAddr', 'DnsFlagsResponseCode', 'K8S_FlowLayer', 'numFlowLogs', 'PktDropLatestDropCause'],
];

export function askFacets({ dice, pool, oracle }: Asker): Question {
  const fields = [...new Set(dice.some(1 + dice.below(3), FACETS))];
  const limit = dice.oneOf([undefined, 3, 500]);
  const query = [
    ...commonQuery(dice, pool),
    `fields=${fields.join(',')}`,
    ...(limit === undefined ? [] : [`limit=${limit}`]),
  ].join('&');
  const alive = oracle
    .aliveIn(new URLSearchParams(query))
    .map((conversation, index) => new KnownRecord(conversationRecord(conversation), index));
  const expected = fields.map((field) => {
    const counts = new Map<string, number>();
    for (const known of alive) {
      const values = known.elements(field).map(String);
      for (const value of values.length === 0 ? [''] : values) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    const values = [...counts].map(([value, count]) => ({ value, count }));
    values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    return { field, values: values.slice(0, limit ?? 10), valueCount: counts.size };
  });
  return {
    url: `/api/conversations/facets?${query}`,
    isEmpty: alive.length === 0,
    disagreement: ({ text }) => {
      const { facets } = JSON.parse(text) as { readonly facets: typeof expected };
      return different(
        facets.map(({ field, values, valueCount }) => ({ field, valueCount, counts: countsOf(values) })),
        expected.map(({ field, values, valueCount }) => ({ field, valueCount, counts: countsOf(values) })),
      );
    },
  };

  /** Values of one count come in an order of their own; the last count may stand for any of several values. */
  function countsOf(values: readonly { readonly value: string; readonly count: number }[]) {
    const last = values.at(-1)?.count ?? 0;
    return [
      values.map(({ count }) => count),
      values
        .filter(({ count }) => count > last)
        .map(({ value, count }) => `${value} ${count}`)
        .sort(),
    ];
  }
}

function different(actual: unknown, expected: unknown): string | undefined {
  const [left, right] = [plain(actual), plain(expected)];
  return isDeepStrictEqual(left, right)
    ? undefined
    : `${JSON.stringify(left)} instead of ${JSON.stringify(right)}`;
}

/** Without members that are absent. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
