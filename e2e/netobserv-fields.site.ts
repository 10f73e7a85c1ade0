import { expect } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import { trafficPage } from './traffic-page.ts';

/** What Loki puts on streams by itself. */
const LOKI_LABELS = ['app', 'service_name', 'detected_level'];

for (const logType of ['allConnections', 'flowLog'] as const) {
  test(`takes no label of Loki for a field, among ${logType}`, async ({ page, site, wholeRecording }) => {
    const answer = await fetch(`${site.backendUrl}/api/loki/flow/records?${wholeRecording}&limit=1`);
    const told = await answer.text();
    for (const label of LOKI_LABELS) {
      expect(told).toContain(`"${label}":`);
    }

    const traffic = trafficPage(page);
    await traffic.open(`${wholeRecording}&recordType=${logType}`);
    await traffic.rows().first().getByRole('gridcell').nth(2).click();
    await expect(traffic.panel).toContainText('Agent IP address');
    await expect(traffic.panel).not.toContainText('Other fields');
    await traffic.panel.getByRole('tab', { name: 'Raw' }).click();
    const raw = traffic.panel.locator('pre');
    await expect(raw).toContainText('"AgentIP":');
    for (const label of LOKI_LABELS) {
      await expect(raw).not.toContainText(`"${label}":`);
    }
  });
}
