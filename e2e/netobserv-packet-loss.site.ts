import { expect } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import { allKeys } from './shown-rows.ts';
import { amount, expectTold } from './summary.ts';
import { trafficPage } from './traffic-page.ts';
import { secondObservers } from './truth/second-observers.ts';
import type { StoredRecord } from './truth/stored-record.ts';
import { recordKey } from '../src/api/record-key.ts';
import { stopClock } from './stopped-clock.ts';

/** What a link may say of lost packets, the chip that it becomes, and what that means. */
const LOSSES: readonly (readonly [
  packetLoss: string,
  chips: readonly string[],
  passes: (flow: StoredRecord) => boolean,
])[] = [
  ['hasDrops', ['Dropped packets at least 1'], ({ PktDropPackets }) => (PktDropPackets ?? 0) > 0],
  [
    'dropped',
    ['Dropped packets at least 1', 'Packets'],
    ({ PktDropPackets, Packets }) => (PktDropPackets ?? 0) > 0 && (Packets ?? 0) === 0,
  ],
  ['sent', ['Dropped packets'], ({ PktDropPackets }) => (PktDropPackets ?? 0) === 0],
];

test.beforeEach(({ page }) => stopClock(page));

for (const [packetLoss, chips, passes] of LOSSES) {
  test(`makes conditions of packetLoss=${packetLoss} in a link, and finds what they say`, async ({
    page,
    wholeRecording,
    flows,
  }) => {
    const seconds = secondObservers(flows);
    const counted = flows.filter((flow) => !seconds.has(flow));
    const expected = counted.filter(passes);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(counted.length);

    const traffic = trafficPage(page);
    await traffic.open(`${wholeRecording}&recordType=flowLog&limit=10000&packetLoss=${packetLoss}`);
    await expectTold(page, `${amount(expected.length)} flows`);
    expect([...(await allKeys(traffic.flows))].sort()).toEqual(expected.map(recordKey).sort());
    for (const chip of chips) {
      await expect(traffic.chips).toContainText(chip);
    }
    await expect(page).not.toHaveURL(/packetLoss/);
  });
}

test('shows all flows when the condition of a link is taken away', async ({
  page,
  wholeRecording,
  flows,
}) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=flowLog&limit=10000&packetLoss=hasDrops`);
  await page.getByRole('button', { name: 'Remove filter Dropped packets at least 1' }).click();
  await expectTold(page, `${amount(flows.length - secondObservers(flows).size)} flows`);
  await expect(traffic.chips).toBeHidden();
});
