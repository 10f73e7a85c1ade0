import { describe, expect, test } from 'vitest';

import { MAX_OWN_QUICK_FILTERS } from './own-quick-filter.ts';
import { decodePreferences, DEFAULT_PREFERENCES, encodePreferences } from './preferences.ts';

const shop = { name: 'Shop', filter: 'src_namespace=shop' };

describe('decodePreferences', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'version 2'],
    ['an unknown version', { version: 3, density: 'compact' }],
    ['no version', { density: 'compact' }],
  ])('takes %s for never kept', (_name, stored) => {
    expect(decodePreferences(stored)).toEqual(DEFAULT_PREFERENCES);
  });

  test('carries over what version 1 kept', () => {
    expect(decodePreferences({ version: 1, refreshMs: 60_000 })).toEqual({
      ...DEFAULT_PREFERENCES,
      refreshMs: 60_000,
    });
  });

  test('drops each part that cannot be read, and keeps the others', () => {
    const stored = {
      version: 2,
      refreshMs: 7,
      logType: 'everything',
      density: 'dense',
      columns: { flowLog: { shown: 'all' }, allConnections: { shown: ['Src', 'Src'], known: [] }, other: 1 },
      quickFilters: [shop, { name: 'Broken' }, 5, { name: '  ', filter: 'a' }, { name: 'Shop', filter: 'b' }],
    };
    expect(decodePreferences(stored)).toEqual({
      ...DEFAULT_PREFERENCES,
      columns: { allConnections: { shown: ['Src'], known: [] } },
      quickFilters: [shop],
    });
  });

  test('takes a list without a column for no choice', () => {
    const columns = { flowLog: { shown: [], known: ['Src'] } };
    expect(decodePreferences({ version: 2, columns }).columns).toEqual({});
  });

  test('reads no more quick filters than there may be, and none that is too long', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ name: `Filter ${index}`, filter: 'port=1' }));
    expect(decodePreferences({ version: 2, quickFilters: many }).quickFilters).toHaveLength(
      MAX_OWN_QUICK_FILTERS,
    );
    const long = [
      { name: 'x'.repeat(101), filter: 'port=1' },
      { name: 'Long', filter: 'x'.repeat(2001) },
      { name: 'Empty', filter: '' },
    ];
    expect(decodePreferences({ version: 2, quickFilters: long }).quickFilters).toEqual([]);
  });
});

describe('encodePreferences', () => {
  test('says the version, and nothing that is as by default', () => {
    expect(encodePreferences(DEFAULT_PREFERENCES)).toEqual({ version: 2 });
  });
});
