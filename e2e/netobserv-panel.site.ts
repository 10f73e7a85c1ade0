import { test } from './netobserv-fixtures.ts';
import { expectWhole, showConversationOf } from './show-conversation.ts';
import { secondObservers } from './truth/second-observers.ts';
import { trueConversations } from './truth/true-conversations.ts';
import { stopClock } from './stopped-clock.ts';

const MINUTE_MS = 60_000;

test.beforeEach(({ page }) => stopClock(page));

test('shows the whole conversation of a flow that came long after its start', async ({
  page,
  events,
  flows,
}) => {
  const seconds = secondObservers(flows);
  const [longest] = [...trueConversations(events)].sort(
    (a, b) => b.endMs - b.startMs - (a.endMs - a.startMs),
  );
  const lateMs = (longest?.startMs ?? 0) + 3 * MINUTE_MS;
  const late = flows.find(
    (flow) => flow._HashId === longest?.id && flow.TimeFlowStartMs > lateMs && !seconds.has(flow),
  );
  await showConversationOf(page, late);
  await expectWhole(page, longest);
});
