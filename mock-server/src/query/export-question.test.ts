import { describe, expect, test } from 'vitest';

import { compileFilter } from '#model/filter/compile.ts';

import { flow, T0 } from '../../test/flow-builder.ts';
import type { ExportQuestion } from './export-question.ts';
import { planExport } from './export-question.ts';

function planned(question: Partial<ExportQuestion>) {
  const plan = planExport({ format: 'csv', showDup: true, ...question }, T0);
  if (!plan.ok) {
    throw new Error(plan.error.message);
  }
  return plan.value;
}

describe('planExport', () => {
  test('says the instants that a relative time range came to', () => {
    const { query, facts } = planned({ timeRange: 300, limit: 5 });
    expect(query).toMatchObject({ span: { fromMs: T0 - 300_000, toMs: T0 }, limit: 5 });
    expect(facts).toMatchObject({
      exportedAt: '2023-11-14T22:13:20.000Z',
      from: '2023-11-14T22:08:20.000Z',
      to: '2023-11-14T22:13:20.000Z',
      limit: 5,
    });
  });

  test('says the filters as they are, though they came encoded twice', () => {
    expect(planned({ filters: encodeURIComponent('SrcK8S_Name="a,b"') }).facts).toMatchObject({
      filters: 'SrcK8S_Name="a,b"',
    });
  });

  test.each(['csv', 'zeek'])('keeps whoever asks to the namespaces that may be seen: %s', (format) => {
    const { query, facts } = planned({ format, tenantNamespaces: ['shop'] });
    const passes = compileFilter(query.filter);
    expect(passes(flow({ DstK8S_Namespace: 'shop' }))).toBe(true);
    expect(passes(flow({ DstK8S_Namespace: 'bank' }))).toBe(false);
    expect(facts).toMatchObject({ visibleNamespaces: ['shop'] });
  });

  test('leaves out what a second observer saw when it is asked to', () => {
    const passes = compileFilter(planned({ showDup: false }).query.filter);
    expect([flow(), flow({ Duplicate: true })].map(passes)).toEqual([true, false]);
  });

  test('takes each column once', () => {
    expect(planned({ columns: 'b, a,b' })).toMatchObject({ columns: ['b', 'a'] });
    expect(planned({ columns: '' })).not.toHaveProperty('columns');
  });

  test('says the longest time range there can be', () => {
    expect(planned({ timeRange: 8_640_000_000_000, endTime: 8_640_000_000_000 }).facts).toMatchObject({
      to: '+275760-09-13T00:00:00.000Z',
    });
  });
});
