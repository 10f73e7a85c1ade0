import { describe, expect, test } from 'vitest';

import { fieldSpec } from '../fields/registry.ts';
import { FILTERS, offeredFilters } from './definitions.ts';
import { match, pattern } from './filter.ts';
import type { FilterDefinition } from './filter-definition.ts';
import { lowerFilter } from './lowering/lower.ts';

describe('the table of filters', () => {
  test('names every filter once', () => {
    expect(new Set(FILTERS.map(({ id }) => id)).size).toBe(FILTERS.length);
  });

  test.each(FILTERS.map((definition): [string, FilterDefinition] => [definition.id, definition]))(
    '%s is tested against known fields, and its examples are valid',
    (id, { target, examples }) => {
      expect(target.kind !== 'field' || fieldSpec(target.field) !== undefined).toBe(true);
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) {
        const value = example === '""' ? pattern('') : pattern(example);
        expect(lowerFilter({ ...match(id, '='), values: [value] })).toMatchObject({ ok: true });
      }
    },
  );
});

describe('offeredFilters', () => {
  const ids = (cluster: { features: readonly string[]; isTracking: boolean }) =>
    offeredFilters(cluster).map(({ id }) => id);

  test('leaves out what the cluster does not produce', () => {
    const plain = ids({ features: [], isTracking: false });
    expect(plain).toContain('src_namespace');
    expect(plain).not.toContain('id');
    expect(plain).not.toContain('zone');
    expect(plain).not.toContain('dns_latency');
  });

  test('offers what it does', () => {
    const rich = ids({ features: ['zones', 'dnsTracking'], isTracking: true });
    expect(rich).toEqual(expect.arrayContaining(['id', 'status', 'zone', 'src_zone', 'dns_latency']));
    expect(rich).not.toContain('pkt_drop_cause');
  });
});
