import { recordKey } from '../src/api/record-key.ts';
import { expect } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import { allKeys } from './shown-rows.ts';
import { amount, expectTold } from './summary.ts';
import { trafficPage } from './traffic-page.ts';
import type { LinkedSpan } from './truth/linked-span.ts';
import { minuteOf, secondsOf } from './truth/linked-span.ts';
import { secondObservers } from './truth/second-observers.ts';
import type { StoredRecord } from './truth/stored-record.ts';
import { stopClock } from './stopped-clock.ts';

type Passes = (flow: StoredRecord) => boolean;

/** A filter, its opposite, and what the one means: what is not set passes the other. */
const OPPOSITES: readonly (readonly [filter: string, opposite: string, passes: Passes])[] = [
  ['tcp_flags=SYN', 'tcp_flags!=SYN', isSyn],
  ['dst_port=8080', 'dst_port!=8080', ({ DstPort }) => DstPort === 8080],
  ['src_namespace=shop', 'src_namespace!=shop', ({ SrcK8S_Namespace }) => SrcK8S_Namespace === 'shop'],
  ['dns_id>0', 'not(dns_id>0)', ({ DnsId }) => (DnsId ?? 0) > 0],
];

/** One that was seen with exactly this flag, whichever others came with it. */
function isSyn({ Flags }: StoredRecord): boolean {
  return Flags?.includes('SYN') === true;
}

test.beforeEach(({ page }) => stopClock(page));

for (const [filter, opposite, passes] of OPPOSITES) {
  test(`finds by ${filter} the flows that pass, and by its opposite all others`, async ({
    page,
    recording,
    flows,
  }) => {
    const seconds = secondsOf(recording, 75, 8);
    const counted = countedIn(flows, seconds);
    const traffic = trafficPage(page);
    for (const [asked, expected] of [
      [filter, counted.filter(passes)],
      [opposite, counted.filter((flow) => !passes(flow))],
    ] as const) {
      expect(expected.length).toBeGreaterThan(0);
      await traffic.open(
        `${seconds.query}&recordType=flowLog&limit=1000&filter=${encodeURIComponent(asked)}`,
      );
      await expectTold(page, `${amount(expected.length)} flows`);
      const keys = await allKeys(traffic.flows);
      expect([...keys].sort()).toEqual(expected.map(recordKey).sort());
    }
  });
}

test('finds every flow with SYN, and none that only has SYN-ACK', async ({ page, wholeRecording, flows }) => {
  const seconds = secondObservers(flows);
  const syn = flows.filter(isSyn);
  expect(flows.some((flow) => flow.Flags?.includes('SYN_ACK') === true && !isSyn(flow))).toBe(true);
  const leftOut = syn.filter((flow) => seconds.has(flow)).length;
  await trafficPage(page).open(`${wholeRecording}&recordType=flowLog&limit=10000&filter=tcp_flags%3DSYN`);
  await expectTold(page, `${amount(syn.length - leftOut)} flows`);
  await expect(trafficPage(page).summary).toContainText(`${amount(leftOut)} left out that a second node saw`);
});

test('lists the newest flows of an OR without a gap', async ({ page, wholeRecording, flows }) => {
  const seconds = secondObservers(flows);
  const newest = flows
    .filter((flow) => !seconds.has(flow) && (flow.SrcK8S_Namespace === 'batch' || flow.DstPort === 53))
    .sort((a, b) => b.TimeFlowEndMs - a.TimeFlowEndMs);
  const endOf = new Map(newest.map((flow) => [recordKey(flow), flow.TimeFlowEndMs]));
  const filter = encodeURIComponent('any(src_namespace=batch dst_port=53)');
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=flowLog&limit=200&filter=${filter}`);
  await expectTold(page, 'Newest 200 flows; there are more');
  const keys = await allKeys(traffic.flows);
  expect(keys.map((key) => endOf.get(key))).toEqual(
    newest.slice(0, 200).map(({ TimeFlowEndMs }) => TimeFlowEndMs),
  );
});

test('leaves out what a second node saw, says how much, and shows it when asked', async ({
  page,
  recording,
  flows,
}) => {
  const minute = minuteOf(recording);
  const all = flows.filter(endsIn(minute)).length;
  const counted = countedIn(flows, minute).length;
  expect(all - counted).toBeGreaterThan(300);
  const traffic = trafficPage(page);
  await traffic.open(`${minute.query}&recordType=flowLog&limit=10000`);
  await expectTold(page, `${amount(counted)} flows`);
  await expect(traffic.summary).toContainText(`${amount(all - counted)} left out that a second node saw`);

  await traffic.summary.getByRole('button', { name: 'Show them' }).click();
  await expectTold(page, `${amount(all)} flows`);
  await expect(traffic.summary).toContainText('With what a second node saw of the same traffic');
  await traffic.summary.getByRole('button', { name: 'Leave it out' }).click();
  await expectTold(page, `${amount(counted)} flows`);
});

test('takes a value with a space, which the backend refuses', async ({ page, site, recording, flows }) => {
  const filters = encodeURIComponent(encodeURIComponent('DnsName="www example"'));
  const refused = await fetch(`${site.backendUrl}/api/loki/flow/records?filters=${filters}`);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('unauthorized sign');

  const minute = minuteOf(recording);
  const traffic = trafficPage(page);
  const link = `${minute.query}&recordType=flowLog&limit=10000`;
  await page.goto(`/netflow-traffic?${link}&filter=${encodeURIComponent('dns_name="www example"')}`);
  await expect(page.getByRole('heading', { name: 'No flows found' })).toBeVisible();
  await traffic.open(`${link}&filter=${encodeURIComponent('dns_name!="www example"')}`);
  await expectTold(page, `${amount(countedIn(flows, minute).length)} flows`);
});

test('takes a limit that is higher than Loki’s', async ({ page, wholeRecording, flows }) => {
  expect(flows.length - secondObservers(flows).size).toBeGreaterThan(10_000);
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=flowLog&limit=10000`);
  await expectTold(page, 'Newest 10,000 flows; there are more');
  await expect(traffic.flows).toHaveAttribute('aria-rowcount', '10001');
});

/** Flows of a span without those of a second observer. */
function countedIn(flows: readonly StoredRecord[], span: LinkedSpan): readonly StoredRecord[] {
  const seconds = secondObservers(flows);
  return flows.filter((flow) => endsIn(span)(flow) && !seconds.has(flow));
}

function endsIn({ fromMs, toMs }: LinkedSpan): Passes {
  return ({ TimeFlowEndMs }) => TimeFlowEndMs >= fromMs && TimeFlowEndMs < toMs;
}
