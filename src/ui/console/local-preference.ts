/** A text that is kept in this browser, and who wants to hear of it. */
export type LocalPreference = {
  /** `undefined` when nothing is kept. */
  readonly read: () => string | undefined;
  readonly write: (text: string) => void;
  /** Tells of changes, those of other tabs too; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
};

/**
 * A text in the browser's storage, under a key.
 *
 * Where the browser refuses to store (it is full, or not allowed to), what was written holds as long as the
 * page does: a setting that cannot be kept is no reason to disturb anybody.
 */
export function createLocalPreference(key: string): LocalPreference {
  const listeners = new Set<() => void>();
  let unstored: string | undefined;
  const tell = () => {
    for (const listener of listeners) {
      listener();
    }
  };
  const onStorage = (event: StorageEvent) => {
    // Without a key all of the storage was cleared.
    if (event.key === key || event.key === null) {
      tell();
    }
  };
  return {
    read: () => unstored ?? stored(key),
    write: (text) => {
      unstored = store(key, text) ? undefined : text;
      tell();
    },
    subscribe: (listener) => {
      if (listeners.size === 0) {
        window.addEventListener('storage', onStorage);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          window.removeEventListener('storage', onStorage);
        }
      };
    },
  };
}

function stored(key: string): string | undefined {
  try {
    return window.localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether it was possible. */
function store(key: string, text: string): boolean {
  try {
    window.localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
