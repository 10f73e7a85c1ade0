import { act, renderHook } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { UserSettings, UserSettingsContext } from '../../ui/console/testing/console-sdk.ts';
import { DEFAULT_PREFERENCES } from './preferences.ts';
import { usePreferences } from './usePreferences.ts';
import { useRecentFilters } from './useRecentFilters.ts';

const PREFERENCES = 'netobserv-plugin.preferences';
const RECENT = 'netobserv-plugin.recent-filters';

function renderKept<T>(hook: () => T, settings: UserSettings) {
  return renderHook(hook, {
    wrapper: ({ children }) => (
      <UserSettingsContext.Provider value={settings}>{children}</UserSettingsContext.Provider>
    ),
  });
}

function renderPreferences(settings = new UserSettings({})) {
  const { result } = renderKept(usePreferences, settings);
  return {
    preferences: () => result.current[0],
    change: (...args: Parameters<(typeof result.current)[1]>) => result.current[1](...args),
    isLoaded: () => result.current[2],
  };
}

const shop = { name: 'Shop', filter: 'src_namespace=shop' };
const web = { name: 'Web', filter: 'port=80' };

describe('usePreferences', () => {
  test('begins with the defaults', () => {
    expect(renderPreferences().preferences()).toEqual(DEFAULT_PREFERENCES);
  });

  test('builds a change on another one of the same tick', () => {
    const { preferences, change } = renderPreferences();
    act(() => {
      change({ density: 'compact' });
      change({ refreshMs: 60_000 });
    });
    expect(preferences()).toEqual({ ...DEFAULT_PREFERENCES, density: 'compact', refreshMs: 60_000 });
  });

  test('builds a change on what was rendered', () => {
    const { preferences, change } = renderPreferences();
    act(() => change({ logType: 'flowLog' }));
    act(() => change({ density: 'compact' }));
    act(() => change({ logType: undefined }));
    expect(preferences()).toEqual({ ...DEFAULT_PREFERENCES, density: 'compact' });
  });

  test('shows changes at once and makes them on what was kept as soon as it is loaded', () => {
    const kept = { version: 3, refreshMs: 60_000, density: 'compact', quickFilters: [shop], colour: 'blue' };
    const settings = new UserSettings({ [PREFERENCES]: kept }, { isLoaded: false });
    const { preferences, change, isLoaded } = renderPreferences(settings);
    act(() => {
      change({ density: 'comfortable' });
      change(({ quickFilters }) => ({ quickFilters: [...quickFilters, web] }));
    });
    act(() => change({ logType: 'flowLog' }));
    const early = { ...DEFAULT_PREFERENCES, logType: 'flowLog', quickFilters: [web] };
    expect([preferences(), isLoaded()]).toEqual([early, false]);
    expect(settings.state().values[PREFERENCES]).toBe(kept);

    act(() => settings.load());
    expect([preferences(), isLoaded()]).toEqual([
      { ...DEFAULT_PREFERENCES, logType: 'flowLog', refreshMs: 60_000, quickFilters: [shop, web] },
      true,
    ]);
    const { density, ...rest } = kept;
    const stored = { ...rest, logType: 'flowLog', quickFilters: [shop, web] };
    expect([density, settings.state().values[PREFERENCES]]).toEqual(['compact', stored]);

    act(() => change({ density: 'compact' }));
    expect(settings.state().values[PREFERENCES]).toEqual({ ...stored, density: 'compact' });
  });

  test('stores nothing where nothing was changed before it is loaded', () => {
    const settings = new UserSettings({}, { isLoaded: false });
    renderPreferences(settings);
    act(() => settings.load());
    expect(settings.state().values).toEqual({});
  });
});

describe('useRecentFilters', () => {
  test('keeps what is applied, newest first, also in one tick', () => {
    const { result } = renderKept(useRecentFilters, new UserSettings({}));
    act(() => {
      result.current.remember('a=1');
      result.current.remember('b=2');
    });
    expect(result.current.texts).toEqual(['b=2', 'a=1']);
    act(() => result.current.forget());
    expect(result.current.texts).toEqual([]);
  });

  test('stores nothing for what is not kept', () => {
    const settings = new UserSettings({});
    const { result } = renderKept(useRecentFilters, settings);
    act(() => result.current.remember('  '));
    expect(settings.state().values).toEqual({});
  });

  test('puts what is applied before it is loaded in front of what was kept', () => {
    const settings = new UserSettings(
      { [RECENT]: { version: 1, texts: ['c=3', 'a=1'] } },
      { isLoaded: false },
    );
    const { result } = renderKept(useRecentFilters, settings);
    act(() => result.current.remember('a=1'));
    act(() => result.current.remember('b=2'));
    expect(result.current.texts).toEqual(['b=2', 'a=1']);
    act(() => settings.load());
    expect(result.current.texts).toEqual(['b=2', 'a=1', 'c=3']);
    expect(settings.state().values[RECENT]).toEqual({ version: 1, texts: ['b=2', 'a=1', 'c=3'] });
  });

  test('forgets what was kept, also before it is loaded', () => {
    const settings = new UserSettings({ [RECENT]: { version: 1, texts: ['a=1'] } }, { isLoaded: false });
    const { result } = renderKept(useRecentFilters, settings);
    act(() => result.current.forget());
    act(() => settings.load());
    expect(result.current.texts).toEqual([]);
  });
});
