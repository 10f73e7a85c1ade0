import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { flow, T0 } from '../test/flow-builder.ts';
import { Retention } from './retention.ts';
import { DuckDbFlowStore } from './store/duckdb/duckdb-flow-store.ts';
import type { FlowStore } from './store/flow-store.ts';

describe('Retention', () => {
  let store: FlowStore;
  beforeEach(async () => {
    store = await DuckDbFlowStore.open();
  });
  afterEach(() => store.close());

  const storeFlows = (count: number, offsetMs = 0) =>
    store.ingest(Array.from({ length: count }, (_, index) => flow({ TimeFlowEndMs: T0 + offsetMs + index })));

  test('never lets a store grow by more than a twentieth above its limit', async () => {
    const retention = new Retention(store, { maxRecords: 1000 });
    for (let batch = 0; batch < 20; batch += 1) {
      await storeFlows(100, batch * 100);
      await retention.noteStored(100, Infinity);
      expect((await store.summary()).records.flowLog).toBeLessThanOrEqual(1050);
    }
    expect(retention.forgottenRecords).toBe(1000);
    expect((await store.summary()).firstMs).toBe(T0 + 1000);
  });

  test('forgets what is too old, by the time it is told', async () => {
    const retention = new Retention(store, { maxAgeMs: 60, maxRecords: 1000 });
    await storeFlows(100);
    await retention.enforce(T0 + 100);
    expect(await store.summary()).toMatchObject({ firstMs: T0 + 40, records: { flowLog: 60 } });
    expect(retention.forgottenRecords).toBe(40);
  });
});
