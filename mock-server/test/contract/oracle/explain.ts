import { contentsTest, spanOf } from './asked.ts';
import type { Condition } from './grammar.ts';
import { readGroups } from './grammar.ts';
import type { Test } from './holds.ts';
import { testOf } from './holds.ts';
import type { KnownRecord } from './known-record.ts';
import type { Oracle } from './oracle.ts';

export type Effect = { readonly alone: number; readonly without: number };

export type Explained = {
  readonly of: string;
  readonly total: number;
  readonly groups: readonly (readonly Effect[])[];
  readonly implicit: Readonly<Record<string, Effect>>;
  readonly nearest: { readonly beforeMs?: number; readonly afterMs?: number };
};

/** What each condition of a query does, counted one by one; of records, or of conversations for types of events. */
export function explained(oracle: Oracle, query: URLSearchParams): Explained {
  const isRecords = (query.get('recordType') ?? 'flowLog') === 'flowLog';
  const { fromMs, toMs } = spanOf(query, oracle.nowMs);
  const groups = readGroups(decodeURIComponent(query.get('filters') ?? ''));
  const conditions = implicitTests(query, isRecords);
  const pool = isRecords
    ? oracle.known.filter(({ type }) => type === 'flowLog')
    : oracle.conversations.map(({ known }) => known);
  const isInTime: Test = ({ record, endMs }) =>
    isRecords ? endMs >= fromMs && endMs < toMs : Number(record['TimeFlowStartMs']) < toMs && endMs >= fromMs;
  const inTime = pool.filter(isInTime);
  const passesAll = (leftOut?: Condition, leftOutKind?: string): Test => {
    const filters = testOf(without(groups, leftOut));
    const others = Object.entries(conditions).filter(([kind]) => kind !== leftOutKind);
    return (known) => others.every(([, test]) => test(known)) && filters(known);
  };
  const count = (records: readonly KnownRecord[], test: Test) => records.filter(test).length;
  const found = pool.filter(passesAll());
  const isOpen = fromMs === -Infinity && toMs === Infinity;
  return {
    of: isRecords ? 'records' : 'conversations',
    total: count(inTime, passesAll()),
    groups: groups.map((group) =>
      group.map((condition) => ({
        alone: count(inTime, testOf([[condition]])),
        without: count(inTime, passesAll(condition)),
      })),
    ),
    implicit: {
      ...(isOpen ? {} : { timeRange: { alone: inTime.length, without: found.length } }),
      ...(isRecords
        ? {
            recordType: {
              alone: inTime.length,
              without: oracle.known.filter(isInTime).filter(passesAll()).length,
            },
          }
        : {}),
      ...Object.fromEntries(
        Object.entries(conditions).map(([kind, test]) => [
          kind,
          { alone: count(inTime, test), without: count(inTime, passesAll(undefined, kind)) },
        ]),
      ),
    },
    nearest: nearestOf(
      found.map(({ endMs }) => endMs),
      { fromMs, toMs },
    ),
  };
}

/** The conditions beside `filters` that look at what is in a record, as far as they are asked. */
function implicitTests(query: URLSearchParams, isRecords: boolean): Readonly<Record<string, Test>> {
  const only = (name: string) => contentsTest(new URLSearchParams({ [name]: query.get(name) ?? '' }));
  const packetLoss = query.get('packetLoss') ?? 'all';
  return {
    ...((query.get('namespace') ?? '') === '' ? {} : { namespace: only('namespace') }),
    ...(packetLoss === 'all' ? {} : { packetLoss: only('packetLoss') }),
    ...(isRecords && query.get('showDup') !== 'true'
      ? { duplicates: ({ isDuplicate }: KnownRecord) => !isDuplicate }
      : {}),
  };
}

/** Groups without a condition; one that has none left goes with it, unless it is the only one. */
function without(groups: readonly (readonly Condition[])[], leftOut: Condition | undefined) {
  const left = groups.map((group) => group.filter((condition) => condition !== leftOut));
  return left.length > 1 ? left.filter((group) => group.length > 0) : left;
}

function nearestOf(
  times: readonly number[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Explained['nearest'] {
  const before = times.filter((time) => time < fromMs);
  const after = times.filter((time) => time >= toMs);
  return {
    ...(before.length === 0 ? {} : { beforeMs: before.reduce((a, b) => Math.max(a, b)) }),
    ...(after.length === 0 ? {} : { afterMs: after.reduce((a, b) => Math.min(a, b)) }),
  };
}
