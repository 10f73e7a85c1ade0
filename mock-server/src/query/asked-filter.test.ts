import { describe, expect, test } from 'vitest';

import { compileFilter } from '#model/filter/compile.ts';
import type { TrafficRecord } from '#model/flow.ts';

import { flow } from '../../test/flow-builder.ts';
import type { FilterQuestion } from './asked-filter.ts';
import { askedFilter } from './asked-filter.ts';

function passes(question: FilterQuestion, record: TrafficRecord): boolean {
  const filter = askedFilter(question);
  return filter.ok && compileFilter(filter.value)(record);
}

describe('askedFilter', () => {
  test('lets everything through when nothing is asked', () => {
    expect(passes({}, flow())).toBe(true);
    expect(passes({ filters: '', namespace: '', packetLoss: 'all' }, flow())).toBe(true);
  });

  test('reads filters that are still encoded once, and those that are not', () => {
    const shop = flow({ SrcK8S_Namespace: 'shop' });
    expect(passes({ filters: 'SrcK8S_Namespace%3D%22shop%22' }, shop)).toBe(true);
    expect(passes({ filters: 'SrcK8S_Namespace="shop"' }, shop)).toBe(true);
    expect(passes({ filters: 'SrcK8S_Namespace="cart"' }, shop)).toBe(false);
  });

  test('keeps to a namespace, on either end', () => {
    expect(passes({ namespace: 'shop' }, flow({ DstK8S_Namespace: 'shop' }))).toBe(true);
    expect(passes({ namespace: 'shop' }, flow({ DstK8S_Namespace: 'shop2' }))).toBe(false);
  });

  const dropped = flow({ Packets: undefined, PktDropPackets: 3 });
  const some = flow({ PktDropPackets: 1 });
  test.each([
    ['all', [true, true, true]],
    ['dropped', [true, false, false]],
    ['hasDrops', [true, true, false]],
    ['sent', [false, false, true]],
  ] as const)(
    'with packetLoss %s, tells dropped, half dropped and sent flows apart',
    (packetLoss, expected) => {
      expect([dropped, some, flow()].map((record) => passes({ packetLoss }, record))).toEqual(expected);
    },
  );

  test('says where a filter is wrong, and what was meant', () => {
    expect(askedFilter({ filters: 'SrcPort=80&Proto=TPC' })).toEqual({
      ok: false,
      error: {
        status: 400,
        code: 'not-a-protocol',
        path: 'filters',
        message: expect.stringContaining('at character 18, in the condition on Proto') as string,
        hint: 'Did you mean TCP?',
      },
    });
  });

  test.each([
    ['characters', `SrcK8S_Name="${'x'.repeat(40_000)}"`],
    ['values', `SrcPort=${Array.from({ length: 3000 }, () => '1').join(',')}`],
  ])('refuses too many %s', (_name, filters) => {
    expect(askedFilter({ filters })).toMatchObject({
      ok: false,
      error: { status: 413, code: 'filter-too-large' },
    });
  });
});
