import type { Static } from 'typebox';
import { Literal, Number as Num, Object as ObjectOf, Optional } from 'typebox';
import { Check } from 'typebox/schema';

import type { RefreshInterval } from './refresh-interval.ts';
import { REFRESH_INTERVALS } from './refresh-interval.ts';

/** What is kept for a user between visits, apart from links. `version` changes with the shape. */
const StoredPreferences = ObjectOf({ version: Literal(1), refreshMs: Optional(Num()) });
export type StoredPreferences = Static<typeof StoredPreferences>;

export type Preferences = {
  /** How often the page asks again, in ms; `undefined` for not by itself. */
  readonly refreshMs: RefreshInterval | undefined;
};

export const DEFAULT_PREFERENCES: Preferences = { refreshMs: undefined };

/** What was kept, by whatever version of the plugin. What cannot be read counts as never kept. */
export function decodePreferences(stored: unknown): Preferences {
  if (!Check(StoredPreferences, stored)) {
    return DEFAULT_PREFERENCES;
  }
  return { refreshMs: REFRESH_INTERVALS.find((interval) => interval === stored.refreshMs) };
}

export function encodePreferences({ refreshMs }: Preferences): StoredPreferences {
  return refreshMs === undefined ? { version: 1 } : { version: 1, refreshMs };
}
