import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { AddressSpace } from './address-space.ts';
import { conversationKey, isOfSpace, parseConversationKey } from './identity.ts';

const NOWHERE: AddressSpace = { cluster: '', network: '' };
const START_MS = 1700000000123;

describe('a conversation key', () => {
  test('names the id and the start of the instance', () => {
    expect(conversationKey('d28db42bcd8aea8f', START_MS, NOWHERE)).toBe('d28db42bcd8aea8f@1700000000123');
  });

  test.each(['d28db42bcd8aea8f', '1', 'odd@id', 'odd:id'])('is read back for the id %s', (id) => {
    expect(parseConversationKey(conversationKey(id, START_MS, NOWHERE))).toEqual({ id, startMs: START_MS });
  });

  test('has marks of cluster and network that need no encoding, and end no link', () => {
    const key = conversationKey('f00d', 1, { cluster: 'east', network: 'shop/blue*_' });
    expect(key).toMatch(/^f00d@1:[0-9a-f]{8}\.[0-9a-f]{8}$/);
  });

  const anyName = fc.oneof(
    fc.constantFrom('', 'east', 'west', 'default'),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const anySpace = fc.record({ cluster: anyName, network: anyName });

  test('is read back, opens what it names, and what does not say where it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), anySpace, anySpace, (id, startMs, space, other) => {
        const key = conversationKey(id, startMs, space);
        const parsed = parseConversationKey(key);
        expect(parsed).toMatchObject({ id, startMs });
        expect(parsed && isOfSpace(parsed, space)).toBe(true);
        expect(parsed && isOfSpace(parsed, NOWHERE)).toBe(true);
        const isOther = (field: 'cluster' | 'network') =>
          space[field] !== '' && other[field] !== '' && space[field] !== other[field];
        expect(parsed && isOfSpace(parsed, other)).toBe(!isOther('cluster') && !isOther('network'));
        // Without marks, as keys were before there were any: it opens any.
        expect(isOfSpace({}, other)).toBe(true);
      }),
    );
  });

  test.each([
    ...['', 'abc', '@1', 'abc@', 'abc@x', 'abc@01', 'abc@ 1', 'abc@1e3', 'abc@Infinity', 'abc@0x10'],
    ...['abc@1:', 'abc@1:east', 'abc@1:0123456', 'abc@1:01234567.'],
  ])('is not the text "%s"', (text) => {
    expect(parseConversationKey(text)).toBeUndefined();
  });
});
