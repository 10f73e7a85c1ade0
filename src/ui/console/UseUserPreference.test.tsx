import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { chooseUserPreference } from './useUserPreference.ts';

const useKept = chooseUserPreference(undefined);

const KEY = 'netobserv-plugin.colour';

/** What another tab does: it writes, and the browser tells. */
function writeElsewhere(text: string): void {
  window.localStorage.setItem(KEY, text);
  window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue: text }));
}

describe('a preference of the browser', () => {
  beforeEach(() => window.localStorage.clear());
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('is nothing until it is set, and then kept', () => {
    const { result, unmount } = renderHook(() => useKept('colour'));
    expect(result.current).toMatchObject({ value: undefined, isLoaded: true });
    act(() => result.current.setValue({ hue: 7 }));
    expect(result.current.value).toEqual({ hue: 7 });
    unmount();
    expect(renderHook(() => useKept('colour')).result.current.value).toEqual({ hue: 7 });
    expect(renderHook(() => useKept('size')).result.current.value).toBeUndefined();
  });

  test('is told to all that use it, and arrives from other tabs', () => {
    const { result } = renderHook(() => [useKept('colour'), useKept('colour')] as const);
    act(() => result.current[0].setValue('blue'));
    expect(result.current[1].value).toBe('blue');
    act(() => writeElsewhere('"green"'));
    expect(result.current.map(({ value }) => value)).toEqual(['green', 'green']);
  });

  test('is nothing where the text is not JSON', () => {
    window.localStorage.setItem(KEY, '{');
    expect(renderHook(() => useKept('colour')).result.current.value).toBeUndefined();
  });

  test('holds as long as the page does where the browser stores nothing', () => {
    const refuse = () => {
      throw new DOMException('No room', 'QuotaExceededError');
    };
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
    const { result } = renderHook(() => useKept('colour'));
    expect(result.current.value).toBeUndefined();
    act(() => result.current.setValue('red'));
    expect(result.current.value).toBe('red');
  });
});

describe('a preference of the console', () => {
  test('is asked for under the name of the plugin, with changes from elsewhere', () => {
    const asked: unknown[] = [];
    const useConsole = chooseUserPreference((...args) => {
      asked.push(args);
      return ['blue' as never, () => undefined, true];
    });
    const { result } = renderHook(() => useConsole('colour'));
    expect(asked[0]).toEqual(['netobserv-plugin.colour', undefined, true]);
    expect(result.current).toMatchObject({ value: 'blue', isLoaded: true });
  });
});
