import { test as base } from './fixtures.ts';
import { allRecords } from './truth/all-records.ts';
import type { StoredRecord } from './truth/stored-record.ts';

type StoredFixtures = {
  /** All events of connection tracking that the backend keeps. */
  readonly events: readonly StoredRecord[];
  /** All flow logs that it keeps. */
  readonly flows: readonly StoredRecord[];
};

type RangeFixtures = {
  /** Lets the page learn from a refusal how long a time range may be, where a recording is long ago. */
  readonly rangeLearnt: undefined;
};

/** Tests against a backend like NetObserv's that know everything it keeps. */
export const test = base.extend<RangeFixtures, StoredFixtures>({
  rangeLearnt: [
    async ({ noPageErrors }, use) => {
      noPageErrors.allow(/Failed to load resource: .* 400/);
      await use(undefined);
    },
    { auto: true },
  ],
  events: [
    async ({ site, recording }, use) => {
      await use(await allRecords(site, recording, 'allConnections'));
    },
    { scope: 'worker' },
  ],
  flows: [
    async ({ site, recording }, use) => {
      await use(await allRecords(site, recording, 'flowLog'));
    },
    { scope: 'worker' },
  ],
});
