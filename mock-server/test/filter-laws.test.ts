import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { RECORD_TYPES } from '#model/event.ts';
import type { Filter } from '#model/filter/filter.ts';
import { all, match, not } from '#model/filter/filter.ts';
import { lowerFilter } from '#model/filter/lowering/lower.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { anyEndpointGroup, anyFilter } from '#model/testing/arbitrary-filters.ts';
import { anyRecord } from '#model/testing/arbitrary-records.ts';
import { HOSTILE_VALUES } from '#model/testing/hostile-values.ts';
import { isWellFormed } from '#model/filter/language/value-text.ts';
import { passes } from '#model/testing/naive-evaluator.ts';

import { DuckDbFlowStore } from '../src/store/duckdb/duckdb-flow-store.ts';
import { flow } from './flow-builder.ts';

const RECORDS = 300;
/** How many filters the store is asked at a time. */
const AT_ONCE = 8;
/** A campaign of 10 000 filters takes some minutes. */
const CAMPAIGN_MS = 30 * 60_000;
const ALWAYS = { fromMs: -Infinity, toMs: Infinity };

/** A field by which a record is known, and which no filter here is about. */
const NUMBER = 'Sampling';

let store: DuckDbFlowStore;
beforeAll(async () => {
  store = await DuckDbFlowStore.open();
});
afterAll(() => store.close());

async function holding(records: readonly TrafficRecord[]): Promise<readonly TrafficRecord[]> {
  await store.close();
  store = await DuckDbFlowStore.open();
  const numbered = records.map((record, index) => ({ ...record, [NUMBER]: index }));
  await store.ingest(numbered);
  return numbered;
}

/** The numbers of the records that the store finds. */
async function found(filter: Filter): Promise<readonly number[]> {
  const lowered = lowerFilter(filter);
  if (!lowered.ok) {
    throw lowered.error;
  }
  const { records } = await store.records({
    span: ALWAYS,
    types: RECORD_TYPES,
    filter: lowered.value,
    limit: 10_000,
  });
  return records.map((record) => Number(record[NUMBER])).sort((a, b) => a - b);
}

/** Those that the filter as it was written lets through, one by one. */
function expected(filter: Filter, records: readonly TrafficRecord[]): readonly number[] {
  return records.flatMap((record, index) => (passes(filter, record) ? [index] : []));
}

describe('a filter in SQL', () => {
  test(
    'agrees with the naive evaluator on the filter before it was lowered',
    async () => {
      const records = await holding(fc.sample(anyRecord, { numRuns: RECORDS, seed: 3 }));
      const filters = fc.array(fc.oneof({ arbitrary: anyFilter, weight: 3 }, anyEndpointGroup), {
        minLength: AT_ONCE,
        maxLength: AT_ONCE,
        size: 'max',
      });
      const runs = fc.readConfigureGlobal().numRuns ?? 400;
      await fc.assert(
        fc.asyncProperty(filters, async (batch) => {
          expect(await Promise.all(batch.map(found))).toEqual(
            batch.map((filter) => expected(filter, records)),
          );
        }),
        { numRuns: Math.ceil(runs / AT_ONCE) },
      );
    },
    CAMPAIGN_MS,
  );

  test('finds exactly the records that hold a value, whatever it means elsewhere', async () => {
    // Half of a pair of surrogates cannot be looked for; see below.
    const values = HOSTILE_VALUES.filter(isWellFormed);
    const fields = ['SrcK8S_Name', 'Odd field'] as const;
    const records = await holding(
      values.map((value) => flow({ SrcK8S_Name: value, 'Odd field': value, Udns: [value, 'a'] })),
    );
    for (const [index, value] of values.entries()) {
      const name = JSON.stringify(value).slice(0, 60);
      for (const field of fields) {
        expect([name, await found(match(field, '=', value))]).toEqual([name, [index]]);
      }
      const others: readonly Filter[] = [
        match('udns', '=', value),
        match('src_name', '~', value),
        match('Odd field', '~', value),
        match('Odd field', '~', value.toUpperCase()),
        not(all(match('src_name', '!=', value), match('dst_port', '=', '80'))),
        {
          ...match('src_name', '='),
          values: [{ kind: 'pattern', pattern: `${value.replaceAll('*', '')}*` }],
        },
      ];
      for (const filter of others) {
        expect([name, await found(filter)]).toEqual([name, expected(filter, records)]);
      }
    }
  });

  test('takes no other text for half of a pair of surrogates', async () => {
    await holding(
      ['\ud800', '\ufffd', '?', 'a'].map((value) => flow({ SrcK8S_Name: value, 'Odd field': value })),
    );
    for (const field of ['src_name', 'Odd field']) {
      for (const op of ['=', '~'] as const) {
        expect(await found(match(field, op, '\ud800'))).toEqual([]);
        expect(await found(match(field, op, '\ufffd'))).toEqual([1]);
      }
    }
  });
});
