import { contentsTest, spanOf } from './asked.ts';
import { readGroups } from './grammar.ts';
import type { Test } from './holds.ts';
import { testOf } from './holds.ts';
import type { KnownRecord } from './known-record.ts';
import type { Oracle } from './oracle.ts';

export type Effect = { readonly alone: number; readonly without: number };

type Explained = {
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
  const implicit = Object.entries(implicitTests(query, isRecords));
  const tests = groups.map((group) => group.map((condition) => testOf([[condition]])));
  const all = isRecords ? oracle.known : oracle.conversations.map(({ known }) => known);
  const rows = all.map((known): Row => {
    const beginsMs = isRecords ? known.endMs : Number(known.record['TimeFlowStartMs']);
    return {
      endMs: known.endMs,
      isOfType: !isRecords || known.type === 'flowLog',
      isInTime: beginsMs < toMs && known.endMs >= fromMs,
      groups: tests.map((group) => group.map((test) => test(known))),
      implicit: implicit.map(([, test]) => test(known)),
    };
  });
  const asked = rows.filter(({ isOfType }) => isOfType);
  const inTime = asked.filter((row) => row.isInTime);
  const count = (some: readonly Row[], leftOut?: LeftOut) =>
    some.filter((row) => passes(row, leftOut)).length;
  const isOpen = fromMs === -Infinity && toMs === Infinity;
  const ofAnyType = rows.filter((row) => row.isInTime);
  return {
    of: isRecords ? 'records' : 'conversations',
    total: count(inTime),
    groups: groups.map((conditions, group) =>
      conditions.map((_, condition) => ({
        alone: inTime.filter((row) => row.groups[group]?.[condition]).length,
        without: count(inTime, { group, condition }),
      })),
    ),
    implicit: {
      ...(isOpen ? {} : { timeRange: { alone: inTime.length, without: count(asked) } }),
      ...(isRecords ? { recordType: { alone: inTime.length, without: count(ofAnyType) } } : {}),
      ...Object.fromEntries(
        implicit.map(([kind], place) => [
          kind,
          {
            alone: inTime.filter((row) => row.implicit[place]).length,
            without: count(inTime, { implicit: place }),
          },
        ]),
      ),
    },
    nearest: nearestOf(
      asked.filter((row) => passes(row)).map(({ endMs }) => endMs),
      { fromMs, toMs },
    ),
  };
}

/** What each condition says of a record. */
type Row = {
  readonly endMs: number;
  readonly isOfType: boolean;
  readonly isInTime: boolean;
  readonly groups: readonly (readonly boolean[])[];
  readonly implicit: readonly boolean[];
};

type LeftOut = { readonly group?: number; readonly condition?: number; readonly implicit?: number };

/** Whether a record passes all but one condition; a group without any goes with it, unless it is the only one. */
function passes({ groups, implicit }: Row, leftOut: LeftOut = {}): boolean {
  const isLeftOut = (group: number, condition: number) =>
    group === leftOut.group && condition === leftOut.condition;
  return (
    implicit.every((holds, place) => holds || place === leftOut.implicit) &&
    (groups.length === 0 ||
      groups.some(
        (group, place) =>
          !(groups.length > 1 && group.length === 1 && isLeftOut(place, 0)) &&
          group.every((holds, condition) => holds || isLeftOut(place, condition)),
      ))
  );
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
