import { useCallback, useSyncExternalStore } from 'react';
import type { SetStateAction } from 'react';

/** The console keeps settings in a config map of the user; here it is this key of the browser's storage. */
const STORAGE_KEY = 'console-user-settings';
const listeners = new Set<() => void>();

function readText(): string {
  return localStorage.getItem(STORAGE_KEY) ?? '{}';
}

function parseSettings(text: string): Readonly<Record<string, unknown>> {
  const settings: unknown = JSON.parse(text);
  return typeof settings === 'object' && settings !== null ? { ...settings } : {};
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** A setting of the user, its setter, and whether it is loaded: always, here. */
export function useUserPreference<T>(
  key: string,
  defaultValue?: T,
): [T | undefined, (action: SetStateAction<T | undefined>) => void, boolean] {
  const text = useSyncExternalStore(subscribe, readText);
  // Whatever was stored under the key is what the caller stored there.
  const read = (settings: string) => (parseSettings(settings)[key] ?? defaultValue) as T | undefined;
  const setValue = useCallback(
    (action: SetStateAction<T | undefined>) => {
      const settings = parseSettings(readText());
      const before = (settings[key] ?? defaultValue) as T | undefined;
      const value = action instanceof Function ? action(before) : action;
      localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...settings, [key]: value }));
      for (const listener of listeners) {
        listener();
      }
    },
    [key, defaultValue],
  );
  return [read(text), setValue, true];
}
