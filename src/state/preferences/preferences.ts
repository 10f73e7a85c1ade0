import type { Static } from 'typebox';
import {
  Literal,
  Object as ObjectOf,
  Optional,
  Record as MapOf,
  String as Text,
  Union,
  Unknown,
} from 'typebox';
import { Check } from 'typebox/schema';

import type { LogType } from '#model/event.ts';
import { LOG_TYPES } from '#model/event.ts';
import type { ColumnChoice } from './column-choice.ts';
import { decodeColumnChoice } from './column-choice.ts';
import type { OwnQuickFilter } from './own-quick-filter.ts';
import { decodeOwnQuickFilters } from './own-quick-filter.ts';
import type { RefreshInterval } from './refresh-interval.ts';
import { REFRESH_INTERVALS } from './refresh-interval.ts';

/** How much of each row is shown: two lines of a cell, or its first. */
export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** The columns that were chosen, by log type; a type without any shows those of the project. */
export type ColumnChoices = Readonly<Partial<Record<LogType, ColumnChoice>>>;

/** What is kept for a user between visits, apart from links. */
export type Preferences = {
  /** How often the page asks again, in ms; `undefined` for not by itself. */
  readonly refreshMs: RefreshInterval | undefined;
  /** The one that was chosen last; `undefined` until one is. */
  readonly logType: LogType | undefined;
  readonly density: Density;
  readonly columns: ColumnChoices;
  /** In the order in which they were made. */
  readonly quickFilters: readonly OwnQuickFilter[];
};

export const DEFAULT_PREFERENCES: Preferences = {
  refreshMs: undefined,
  logType: undefined,
  density: 'comfortable',
  columns: {},
  quickFilters: [],
};

/**
 * What is stored. `version` changes with the shape: 1 had the interval alone, which is as it was.
 *
 * Every part may be anything here, so that one that cannot be read does not take the others with it.
 */
const Stored = ObjectOf({
  version: Union([Literal(1), Literal(2)]),
  refreshMs: Optional(Unknown()),
  logType: Optional(Unknown()),
  density: Optional(Unknown()),
  columns: Optional(Unknown()),
  quickFilters: Optional(Unknown()),
});
export type StoredPreferences = Readonly<Static<typeof Stored>>;

/** The choices with another one, or none, for a log type. */
export function withColumns(
  choices: ColumnChoices,
  logType: LogType,
  choice: ColumnChoice | undefined,
): ColumnChoices {
  const others = Object.fromEntries(Object.entries(choices).filter(([type]) => type !== logType));
  return choice === undefined ? others : { ...others, [logType]: choice };
}

/** What was kept, by whatever version of the plugin. A part that cannot be read counts as never kept. */
export function decodePreferences(stored: unknown): Preferences {
  if (!Check(Stored, stored)) {
    return DEFAULT_PREFERENCES;
  }
  return {
    refreshMs: REFRESH_INTERVALS.find((interval) => interval === stored.refreshMs),
    logType: LOG_TYPES.find((type) => type === stored.logType),
    density: DENSITIES.find((density) => density === stored.density) ?? DEFAULT_PREFERENCES.density,
    columns: decodeColumns(stored.columns),
    quickFilters: decodeOwnQuickFilters(stored.quickFilters),
  };
}

/** What is stored for preferences: what is as by default is left out. */
export function encodePreferences(preferences: Preferences): StoredPreferences {
  const { refreshMs, logType, density, columns, quickFilters } = preferences;
  return {
    version: 2,
    ...(refreshMs === undefined ? {} : { refreshMs }),
    ...(logType === undefined ? {} : { logType }),
    ...(density === DEFAULT_PREFERENCES.density ? {} : { density }),
    ...(Object.keys(columns).length === 0 ? {} : { columns }),
    ...(quickFilters.length === 0 ? {} : { quickFilters }),
  };
}

function decodeColumns(stored: unknown): ColumnChoices {
  if (!Check(MapOf(Text(), Unknown()), stored)) {
    return {};
  }
  const read = LOG_TYPES.map((type) => [type, decodeColumnChoice(stored[type])] as const);
  return Object.fromEntries(read.filter(([, choice]) => choice !== undefined));
}
