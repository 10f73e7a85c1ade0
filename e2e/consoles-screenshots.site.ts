import { test } from './fixtures.ts';
import { LOOKS, choose } from './looks.ts';
import { shoot } from './pictures.ts';
import { scrollTo, trafficPage } from './traffic-page.ts';

for (const width of [1366, 1440]) {
  test.describe(`pictures of ${String(width)} px`, () => {
    test.use({ viewport: { width, height: width === 1366 ? 768 : 900 } });

    test('of every look, at rest and scrolled', async ({
      page,
      siteOptions: { console: version = '4.22' },
      wholeRecording,
    }) => {
      const traffic = trafficPage(page);
      await traffic.open(`${wholeRecording}&recordType=allConnections`);
      await traffic.settled();
      for (const look of LOOKS[version]) {
        await choose(page, look);
        const name = ['console', version, ...look, width].join('-').toLowerCase().replaceAll(/[. ]/g, '-');
        await scrollTo(page, 0);
        await shoot(page, name);
        await scrollTo(page, 313);
        await shoot(page, `${name}-scrolled`);
      }
    });
  });
}
