import { expect } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import { lowerFilter } from '#model/filter/lowering/lower.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { recordKey } from '../../src/api/record-key.ts';
import { fetchTraffic } from '../../src/data/fetch-traffic.ts';
import { BackendLimits } from '../../src/data/reading/backend-limits.ts';
import { isKnownAt } from '../../src/data/reading/reading-end.ts';
import type { Traffic } from '../../src/data/traffic.ts';
import type { Asked } from './asked.ts';
import type { Truth } from './truth.ts';
import { endOf } from './truth.ts';
import type { World } from './world.ts';

/** Asks as the page does, and compares: the rows are those of all the data, or those of what is said to be known. */
export async function expectRows(asked: Asked, world: World, truth: Truth): Promise<void> {
  const traffic = await askPage(asked, world);
  if (traffic.kind === 'conversations') {
    expectConversations(traffic, asked, truth);
  } else {
    expectFlows(traffic, asked, truth);
  }
}

async function askPage(asked: Asked, { backend }: World): Promise<Traffic> {
  const { logType, sort, filter, timeRange, limit, showDup, entries, budget, isForRows } = asked;
  const lowered = lowerFilter(filter);
  if (!lowered.ok) {
    throw lowered.error;
  }
  return fetchTraffic(
    { logType, sort, question: { filter: lowered.value, timeRange, limit, showDup } },
    {
      backend,
      namespace: undefined,
      limits: new BackendLimits(entries),
      budget: { records: budget, answers: 10_000, ms: 600_000, isForRows },
    },
    new AbortController().signal,
  );
}

type Rows<Kind> = Extract<Traffic, { readonly kind: Kind }>;

function expectConversations(traffic: Rows<'conversations'>, asked: Asked, truth: Truth): void {
  const { items, total, end, cutOff = [] } = traffic;
  const isCertain = ({ id }: Conversation) => !cutOff.includes(id);
  const known = truth.conversations(asked).filter(({ endMs }) => isKnownAt(end, endMs));
  const certain = known.filter(isCertain);
  if (cutOff.length === 0) {
    expect(total).toBe(known.length);
    expect(items.map(toldOf)).toEqual(certain.slice(0, asked.limit).map(toldOf));
  } else {
    // What is known of them is true, and none is missing between them.
    const rows = items.filter(isCertain).map(toldOf);
    expect(rows).toEqual(certain.map(toldOf).slice(0, rows.length));
  }
  const byKey = new Map(known.map((conversation) => [conversation.key, conversation]));
  for (const { key, unread = {}, isStartSeen, events } of items.filter(isCertain)) {
    expect(unread.end ?? false).toBe(false);
    expect(unread.start === true ? undefined : isStartSeen).toBe(
      unread.start === true ? undefined : byKey.get(key)?.isStartSeen,
    );
    expect(unread.events === true ? undefined : events).toBe(
      unread.events === true ? undefined : byKey.get(key)?.events,
    );
  }
}

/** What a row says of a conversation. */
function toldOf({ unread: _unread, isStartSeen: _seen, events: _events, latest, ...row }: Conversation) {
  return { ...row, latest: recordKey(latest) };
}

function expectFlows({ records, end, isLimitReached }: Rows<'records'>, asked: Asked, truth: Truth): void {
  const known = truth.flows(asked).filter((flow) => isKnownAt(end, endOf(flow)));
  const rows = records.map(({ record }) => record);
  expect(rows).toHaveLength(Math.min(asked.limit, known.length));
  expect(isLimitReached).toBe(known.length > asked.limit || end.kind === 'stopped');
  // Of one instant any may come first.
  const oldestMs = rows.length < known.length ? endOf(rows.at(-1) ?? {}) : -Infinity;
  const newer = (flows: readonly TrafficRecord[]) =>
    flows
      .filter((flow) => endOf(flow) > oldestMs)
      .map(flowKey)
      .sort();
  expect(newer(rows)).toEqual(newer(known));
  expect(rows.map(endOf)).toEqual(known.slice(0, rows.length).map(endOf));
  const keys = new Set(known.map(flowKey));
  expect(rows.filter((flow) => !keys.has(flowKey(flow)))).toEqual([]);
}

/** Labels are text; marks of second observers are told of where they matter. */
function flowKey({ Duplicate: _mark, ...flow }: TrafficRecord): string {
  return recordKey(flow);
}
