import { act, renderHook } from '@testing-library/react';
import { describe, expect, test } from 'vitest';

import { DEFAULT_PREFERENCES } from './preferences.ts';
import { usePreferences } from './usePreferences.ts';

function renderPreferences() {
  const { result } = renderHook(usePreferences);
  return {
    preferences: () => result.current[0],
    change: (...args: Parameters<(typeof result.current)[1]>) => result.current[1](...args),
  };
}

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
});
