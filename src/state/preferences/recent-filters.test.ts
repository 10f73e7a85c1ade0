import { describe, expect, test } from 'vitest';

import {
  decodeRecentFilters,
  encodeRecentFilters,
  MAX_RECENT_FILTERS,
  MAX_RECENT_LENGTH,
  withRecentFilter,
} from './recent-filters.ts';

const ten = Array.from({ length: MAX_RECENT_FILTERS }, (_, index) => `port=${String(index)}`);

describe('withRecentFilter', () => {
  test.each<[string, readonly string[], string, readonly string[]]>([
    ['puts the newest first', ['a=1'], 'b=2', ['b=2', 'a=1']],
    ['brings forward what is known', ['a=1', 'b=2'], ' b=2 ', ['b=2', 'a=1']],
    ['forgets the oldest', ten, 'new=1', ['new=1', ...ten.slice(0, -1)]],
    ['keeps no blank', ['a=1'], '  ', ['a=1']],
    ['keeps nothing of several lines', ['a=1'], 'b="1\n2"', ['a=1']],
    ['keeps nothing too long', ['a=1'], 'x'.repeat(MAX_RECENT_LENGTH + 1), ['a=1']],
  ])('%s', (_name, texts, applied, expected) => {
    expect(withRecentFilter(texts, applied)).toEqual(expected);
  });
});

describe('decodeRecentFilters', () => {
  test('reads what was written', () => {
    expect(decodeRecentFilters(encodeRecentFilters(ten, undefined))).toEqual(ten);
  });

  test.each([
    ['nothing', undefined],
    ['text', 'port=80'],
    ['what has no version', { texts: ['port=80'] }],
    ['something else than texts', { version: 1, texts: [80] }],
  ])('takes %s as none', (_name, stored) => {
    expect(decodeRecentFilters(stored)).toEqual([]);
  });

  test('reads what a later version wrote, and keeps what else it has', () => {
    const stored = { version: 2, texts: ['port=80'], pinned: [1] };
    expect(decodeRecentFilters(stored)).toEqual(['port=80']);
    expect(encodeRecentFilters(['a=1'], stored)).toEqual({ ...stored, texts: ['a=1'] });
  });

  test('takes no more, no longer and no second of what somebody else wrote', () => {
    const texts = ['a=1', 'a=1', 'x'.repeat(MAX_RECENT_LENGTH + 1), ...ten];
    expect(decodeRecentFilters({ version: 1, texts })).toEqual(['a=1', ...ten.slice(0, -1)]);
  });
});
