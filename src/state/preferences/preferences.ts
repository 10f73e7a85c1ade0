import type { LogType } from '#model/event.ts';
import { LOG_TYPES } from '#model/event.ts';
import type { ColumnChoice } from './column-choice.ts';
import { decodeColumnChoice } from './column-choice.ts';
import type { OwnQuickFilter } from './own-quick-filter.ts';
import { decodeOwnQuickFilters, encodeOwnQuickFilters } from './own-quick-filter.ts';
import type { RefreshInterval } from './refresh-interval.ts';
import { REFRESH_INTERVALS } from './refresh-interval.ts';
import type { StoredObject } from './stored-object.ts';
import { asKeyed, readStored, withParts } from './stored-object.ts';

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

/** Changes with the shape of what is stored: 1 had the interval alone, which is as it was. */
const VERSION = 2;

/** Some preferences with their new values, or what gives them for those that hold when they are changed. */
export type PreferencesChange = Partial<Preferences> | ((current: Preferences) => Partial<Preferences>);

/** The choices with another one, or none, for a log type. */
export function withColumns(
  choices: ColumnChoices,
  logType: LogType,
  choice: ColumnChoice | undefined,
): ColumnChoices {
  const others = Object.fromEntries(Object.entries(choices).filter(([type]) => type !== logType));
  return choice === undefined ? others : { ...others, [logType]: choice };
}

/**
 * What was kept, by whatever version of the plugin: of a later one, whatever can be read.
 *
 * Every part is read by itself; one that cannot be read counts as never kept.
 */
export function decodePreferences(stored: unknown): Preferences {
  const { refreshMs, logType, density, columns, quickFilters } = asKeyed(readStored(stored));
  return {
    refreshMs: REFRESH_INTERVALS.find((interval) => interval === refreshMs),
    logType: LOG_TYPES.find((type) => type === logType),
    density: DENSITIES.find((known) => known === density) ?? DEFAULT_PREFERENCES.density,
    columns: decodeColumns(columns),
    quickFilters: decodeOwnQuickFilters(quickFilters),
  };
}

/**
 * What is stored once a change is made to what was.
 *
 * Only the parts that are changed are written, and one that is as by default is taken out. Whatever else is
 * stored stays as it is, the version number of a later version too: its user finds there what they left.
 */
export function changeStoredPreferences(stored: unknown, change: PreferencesChange): StoredObject {
  const before = decodePreferences(stored);
  const changes = typeof change === 'function' ? change(before) : change;
  const kept = asKeyed(readStored(stored));
  const { density, columns, quickFilters } = changes;
  const encoded = {
    ...changes,
    density: density === DEFAULT_PREFERENCES.density ? undefined : density,
    columns: columns && unlessEmpty(encodeColumns(columns, kept['columns'])),
    quickFilters: quickFilters && unlessEmpty(encodeOwnQuickFilters(quickFilters, kept['quickFilters'])),
  };
  const changed = Object.entries(encoded).filter(([key]) => key in changes);
  return withParts(stored, VERSION, Object.fromEntries(changed));
}

function unlessEmpty<T extends object>(part: T): T | undefined {
  return Object.keys(part).length === 0 ? undefined : part;
}

function decodeColumns(stored: unknown): ColumnChoices {
  const choices = asKeyed(stored);
  const read = LOG_TYPES.map((type) => [type, decodeColumnChoice(choices[type])] as const);
  return Object.fromEntries(read.filter(([, choice]) => choice !== undefined));
}

/** Over what was stored: a choice that was read and is none now goes, and what could not be read stays. */
function encodeColumns(columns: ColumnChoices, stored: unknown): Readonly<Record<string, unknown>> {
  const before = asKeyed(stored);
  const forgotten = new Set<string>(
    LOG_TYPES.filter((type) => columns[type] === undefined && decodeColumnChoice(before[type]) !== undefined),
  );
  const others = Object.entries(before).filter(([type]) => !forgotten.has(type));
  const chosen = Object.entries(columns).map(
    ([type, choice]) => [type, { ...asKeyed(before[type]), ...choice }] as const,
  );
  return Object.fromEntries([...others, ...chosen]);
}
