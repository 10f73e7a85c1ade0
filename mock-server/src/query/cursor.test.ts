import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { ConversationOrder } from '../store/flow-store.ts';
import { parseCursor, printCursor } from './cursor.ts';

const ORDER: ConversationOrder = { key: 'bytes', direction: 'desc' };

describe('a cursor', () => {
  test('names the position that it was made of', () => {
    const position = fc
      .tuple(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), fc.string(), fc.nat())
      .map(([value, key, instance]) => [value === 0 ? 0 : value, key, instance]);
    fc.assert(
      fc.property(position, (at) => {
        const cursor = printCursor(ORDER, at);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(parseCursor(cursor, ORDER)).toEqual(at);
      }),
    );
  });

  test.each<ConversationOrder>([
    { key: 'bytes', direction: 'asc' },
    { key: 'end', direction: 'desc' },
  ])('means nothing in another order: %j', (order) => {
    expect(parseCursor(printCursor(ORDER, [1, 'k', 2]), order)).toBeUndefined();
  });

  test.each([
    '',
    'x',
    '%%%',
    Buffer.from('{}').toString('base64url'),
    Buffer.from('["-bytes"]').toString('base64url'),
    Buffer.from('["-bytes",{"a":1}]').toString('base64url'),
    Buffer.from('["-bytes",[1],true]').toString('base64url'),
    Buffer.from('["-bytes","text","k",1]').toString('base64url'),
    Buffer.from('["-bytes",1,2,1]').toString('base64url'),
    Buffer.from('["-bytes",1,"k",1.5]').toString('base64url'),
    Buffer.from('["-bytes",1,"k",1,1]').toString('base64url'),
  ])('is refused when it is none: %s', (text) => {
    expect(parseCursor(text, ORDER)).toBeUndefined();
  });
});
