import { describe, expect, test } from 'vitest';

import { askedOrder } from './asked-order.ts';

describe('askedOrder', () => {
  test.each([
    ['-bytes', { key: 'bytes', direction: 'desc' }],
    ['srcAddr', { key: 'srcAddr', direction: 'asc' }],
  ])('reads %s', (sort, order) => {
    expect(askedOrder(sort)).toEqual({ ok: true, value: order });
  });

  test.each(['', '-', '--end', 'end;drop table', 'constructor'])('refuses %j and lists the keys', (sort) => {
    expect(askedOrder(sort)).toMatchObject({
      ok: false,
      error: { status: 400, path: 'sort', allowed: expect.arrayContaining(['end']) as string[] },
    });
  });
});
