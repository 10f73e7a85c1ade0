import { describe, expect, test } from 'vitest';

import { MAX_OWN_QUICK_FILTERS, MAX_QUICK_FILTER_NAME, withOwnQuickFilter } from './own-quick-filter.ts';
import { changeStoredPreferences, decodePreferences, DEFAULT_PREFERENCES } from './preferences.ts';

const shop = { name: 'Shop', filter: 'src_namespace=shop' };

describe('decodePreferences', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'version 2'],
    ['a version that is none', { version: 'three', density: 'compact' }],
    ['a list', [{ version: 2, density: 'compact' }]],
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

  test('reads what it can of a later version', () => {
    const stored = { version: 3, density: 'compact', refreshMs: 'often', colour: 'blue' };
    expect(decodePreferences(stored)).toEqual({ ...DEFAULT_PREFERENCES, density: 'compact' });
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

describe('changeStoredPreferences', () => {
  test('says the version, and nothing that is as by default', () => {
    expect(changeStoredPreferences(undefined, DEFAULT_PREFERENCES)).toEqual({ version: 2 });
    const stored = { version: 1, refreshMs: 60_000 };
    expect(changeStoredPreferences(stored, { refreshMs: undefined })).toEqual({ version: 2 });
  });

  test.each([2, 3])('keeps all of version %i that it does not change or know', (version) => {
    const stored = {
      version,
      colour: 'blue',
      density: 'dense',
      refreshMs: 60_000,
      columns: {
        topology: { shown: ['a'] },
        flowLog: { shown: ['Src'], known: [], widths: [7] },
        allConnections: 'all',
      },
      quickFilters: [{ ...shop, colour: 'red' }, { query: 5 }],
    };
    expect(changeStoredPreferences(stored, { logType: 'flowLog' })).toEqual({
      ...stored,
      logType: 'flowLog',
    });
    const columns = { flowLog: { shown: ['Dst'], known: ['Dst'] } };
    expect(changeStoredPreferences(stored, { columns })).toEqual({
      ...stored,
      columns: { ...stored.columns, flowLog: { shown: ['Dst'], known: ['Dst'], widths: [7] } },
    });
    const added = { name: 'Web', filter: 'port=80' };
    const change = changeStoredPreferences(stored, (kept) => ({
      quickFilters: [...kept.quickFilters, added],
    }));
    expect(change).toEqual({ ...stored, quickFilters: [{ ...shop, colour: 'red' }, added, { query: 5 }] });
  });

  test('takes out what was read and is chosen no more', () => {
    const columns = { flowLog: { shown: ['Src'], known: [] }, topology: 1 };
    const stored = { version: 3, columns, quickFilters: [shop] };
    const change = { columns: {}, quickFilters: [] };
    expect(changeStoredPreferences(stored, change)).toEqual({ version: 3, columns: { topology: 1 } });
  });
});

describe('withOwnQuickFilter', () => {
  test('numbers a name that is taken, within its bounds', () => {
    expect(withOwnQuickFilter([shop], { ...shop, name: 'shop' })).toEqual([
      shop,
      { ...shop, name: 'shop (2)' },
    ]);
    const long = { ...shop, name: 'x'.repeat(MAX_QUICK_FILTER_NAME) };
    const names = withOwnQuickFilter([long], long).map(({ name }) => name);
    expect(names).toEqual([long.name, `${'x'.repeat(MAX_QUICK_FILTER_NAME - 4)} (2)`]);
  });
});
