import { describe, expect, test } from 'vitest';

import { SORT_KEYS } from '#model/view.ts';
import { CONVERSATION_SORT_KEYS } from '#model/wire/conversations.ts';
import { conversationExample } from '../../testing/examples.ts';
import { CONVERSATION_ORDERINGS } from '#model/order/conversation-orderings.ts';
import { FLOW_ORDERINGS } from './flow-orderings.ts';
import { ordered } from '#model/order/ordering.ts';

const flows = (field: string, ...values: readonly (string | number | undefined)[]) =>
  values.map((value, index) => ({ key: String(index), record: { [field]: value } }));

const orderOf = (items: readonly { readonly key: string }[]) => items.map(({ key }) => key).join('');

describe('the order of flows', () => {
  test.each([
    {
      what: 'addresses by number, IPv4 before IPv6',
      key: 'srcAddr',
      items: flows('SrcAddr', '10.0.0.10', 'fd00::1', '10.0.0.9'),
      expected: '201',
    },
    { what: 'ports by number', key: 'dstPort', items: flows('DstPort', 8080, 443, 53), expected: '210' },
    {
      what: 'names as people count',
      key: 'srcName',
      items: flows('SrcK8S_Name', 'pod-10', 'pod-9', 'Pod-1'),
      expected: '210',
    },
    { what: 'times', key: 'end', items: flows('TimeFlowEndMs', 30, 10, 20), expected: '120' },
    { what: 'equal values as they came', key: 'bytes', items: flows('Bytes', 5, 5, 1), expected: '201' },
  ])('is right for $what', ({ key, items, expected }) => {
    expect(orderOf(ordered(items, FLOW_ORDERINGS, { key, direction: 'asc' }))).toBe(expected);
  });

  test('has absent values last in both directions', () => {
    const items = flows('TimeFlowRttNs', undefined, 5, 9);
    expect(orderOf(ordered(items, FLOW_ORDERINGS, { key: 'rtt', direction: 'asc' }))).toBe('120');
    expect(orderOf(ordered(items, FLOW_ORDERINGS, { key: 'rtt', direction: 'desc' }))).toBe('210');
  });

  test('is as they come for a key that no column has', () => {
    const items = flows('Bytes', 2, 1);
    expect(ordered(items, FLOW_ORDERINGS, { key: 'nothing', direction: 'asc' })).toBe(items);
  });
});

describe('the order of conversations', () => {
  test('knows every key that the backend orders by', () => {
    expect([...CONVERSATION_ORDERINGS.keys()]).toEqual([...CONVERSATION_SORT_KEYS]);
  });

  test('is by duration, not by start', () => {
    const items = [
      conversationExample('a', { startMs: 0, endMs: 10 }),
      conversationExample('b', { startMs: 5, endMs: 100 }),
    ];
    const sorted = ordered(items, CONVERSATION_ORDERINGS, { key: 'duration', direction: 'desc' });
    expect(sorted.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

test('every key that either table is ordered by can stand in a link, and no other', () => {
  const known = new Set([...CONVERSATION_ORDERINGS.keys(), ...FLOW_ORDERINGS.keys()]);
  expect([...known].sort()).toEqual([...SORT_KEYS].sort());
});
