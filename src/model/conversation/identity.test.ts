import { describe, expect, test } from 'vitest';

import { conversationKey, parseConversationKey } from './identity.ts';

describe('a conversation key', () => {
  test('names the id and the start of the instance', () => {
    expect(conversationKey('d28db42bcd8aea8f', 1700000000123)).toBe('d28db42bcd8aea8f@1700000000123');
  });

  test.each(['d28db42bcd8aea8f', '1', 'odd@id'])('is read back for the id %s', (id) => {
    expect(parseConversationKey(conversationKey(id, 1700000000123))).toEqual({ id, startMs: 1700000000123 });
  });

  test.each(['', 'abc', '@1', 'abc@', 'abc@x', 'abc@01', 'abc@ 1', 'abc@1e3', 'abc@Infinity', 'abc@0x10'])(
    'is not the text "%s"',
    (text) => {
      expect(parseConversationKey(text)).toBeUndefined();
    },
  );
});
