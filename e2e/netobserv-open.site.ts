import { expect } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import { expectWhole, showConversationOf } from './show-conversation.ts';
import { allKeys } from './shown-rows.ts';
import { stopClock } from './stopped-clock.ts';
import { amount, expectTold } from './summary.ts';
import { trafficPage } from './traffic-page.ts';
import type { LinkedSpan } from './truth/linked-span.ts';
import { secondsOf } from './truth/linked-span.ts';
import { secondObservers } from './truth/second-observers.ts';
import type { StoredRecord } from './truth/stored-record.ts';
import { aliveIn, openOf, trueConversations } from './truth/true-conversations.ts';

const TOUR_S = 350;

test.beforeEach(({ page }) => stopClock(page));

test('finds by status=open the conversations of a minute that go on, and no other', async ({
  page,
  events,
}) => {
  const minute = secondsAfterFirst(events, 258, 60);
  const open = aliveIn(trueConversations(events), minute).filter(({ isEnded }) => !isEnded);
  expect(open).toHaveLength(35);
  const traffic = trafficPage(page);
  await traffic.open(`${minute.query}&recordType=allConnections&filter=status%3Dopen`);
  await expectTold(page, '35 conversations');
  await expectTold(page, '35 still open');
  const keys = await allKeys(traffic.conversations);
  expect([...keys].sort()).toEqual(open.map(({ key }) => key).sort());
  await expect(traffic.rows().filter({ hasText: 'Open' })).toHaveCount(await traffic.rows().count());
});

test('tells open conversations from ended ones', async ({ page, events }) => {
  const all = trueConversations(events);
  const open = openOf(all);
  expect([all.length, open]).toEqual([3293, 132]);
  const traffic = trafficPage(page);
  const link = `${secondsAfterFirst(events, 0, TOUR_S).query}&recordType=allConnections&limit=10000`;
  await traffic.open(link);
  await expectTold(page, `${amount(all.length)} conversations`);
  await expectTold(page, `${amount(open)} still open`);
  await traffic.open(`${link}&filter=status%3Dended`);
  await expectTold(page, `${amount(all.length - open)} conversations`);
  await expectTold(page, '0 still open');
});

test('finds by packets<2 what has sent one packet so far', async ({ page, events }) => {
  const single = trueConversations(events).filter(({ packets }) => packets < 2);
  expect(single).toHaveLength(15);
  const traffic = trafficPage(page);
  const { query } = secondsAfterFirst(events, 0, TOUR_S);
  await traffic.open(`${query}&recordType=allConnections&filter=packets%3C2`);
  await expectTold(page, '15 conversations');
  const keys = await allKeys(traffic.conversations);
  expect([...keys].sort()).toEqual(single.map(({ key }) => key).sort());
});

test('shows the open conversation of a flow that is newer than its latest event', async ({
  page,
  events,
  flows,
}) => {
  const seconds = secondObservers(flows);
  const byId = new Map(
    trueConversations(events)
      .filter(({ isEnded }) => !isEnded)
      .map((conversation) => [conversation.id, conversation]),
  );
  const ahead = flows.filter((flow) => {
    const known = byId.get(flow._HashId ?? '');
    return known !== undefined && flow.TimeFlowStartMs > known.endMs && !seconds.has(flow);
  });
  expect(ahead.length).toBeGreaterThan(50);
  const [flow] = ahead;
  const conversation = byId.get(flow?._HashId ?? '');
  const later = flows.filter(
    (one) =>
      one._HashId === conversation?.id && one.TimeFlowEndMs > (conversation?.endMs ?? 0) && !seconds.has(one),
  );
  await showConversationOf(page, flow);
  await expectWhole(page, conversation);
  await expect(trafficPage(page).panel).toContainText(
    `${later.length} ${later.length === 1 ? 'flow is' : 'flows are'} not counted by any event so far`,
  );
});

/** A live replay is moved by whole seconds: its first packet tells how far. */
function secondsAfterFirst(events: readonly StoredRecord[], afterS: number, seconds: number): LinkedSpan {
  const firstMs = Math.min(...events.map(({ TimeFlowStartMs }) => TimeFlowStartMs));
  return secondsOf({ firstMs, lastMs: firstMs }, afterS, seconds);
}
